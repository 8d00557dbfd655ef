// From an image with its cord and discs to the value of white and grey matter per vertebral level: registration to the template, the template and its atlas on the image, the metric.
// Argument: "folder with t2.nii.gz, cord.nii.gz and discs.nii.gz,folder for results[,template folder]"; without one, all are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz, cord.nii.gz, discs.nii.gz"), getDirectory("Folder for results"), getDirectory("Folder of the template"));
template = folders[0] + "/../template";
if (folders.length > 2) template = folders[2];
registered = folders[1] + "/registered";
label = folders[1] + "/label";
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/cord.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/discs.nii.gz]");
run("Register to Template...", "image=t2 segmentation=cord discs=discs template=[" + template + "] contrast=t2 output=[" + registered + "]");
run("Warp Template...", "image=t2 transform=[" + registered + "/warp_template2anat.nii.gz] template=[" + template + "] output=[" + label + "]");
levels = getFileList(label + "/template");
for (i = 0; i < levels.length; i++) {
  if (endsWith(levels[i], "_levels.nii.gz") && indexOf(levels[i], "spinal") < 0) {
    run("Open NIfTI...", "path=[" + label + "/template/" + levels[i] + "]");
    rename("levels");
  }
}
run("Extract Metric...", "image=t2 atlas=[" + label + "/atlas] method=map labels=51,52 levels=levels vertebrae=2:5 per=level");
saveAs("Results", folders[1] + "/metric.csv");

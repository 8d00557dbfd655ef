// Brings the template and its atlas to an image and extracts the metric of white and grey matter per vertebral level.
// Argument: "folder with t2.nii.gz and levels.nii.gz beside the folder template,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz and levels.nii.gz"), getDirectory("Folder for results"));
template = folders[0] + "/../template";
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/levels.nii.gz]");
run("Warp Template...", "image=t2 transform=[" + template + "/template2t2.txt] template=[" + template + "] output=[" + folders[1] + "/label]");
run("Extract Metric...", "image=t2 atlas=[" + folders[1] + "/label/atlas] method=map labels=51,52 levels=levels vertebrae=2:5 per=level");
saveAs("Results", folders[1] + "/metric.csv");

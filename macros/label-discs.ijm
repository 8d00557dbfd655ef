// Finds and numbers the discs of a scan and labels the vertebral levels of its cord.
// Argument: "folder with t2.nii.gz and cord.nii.gz,folder for results[,template folder]"; without one, all are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz and cord.nii.gz"), getDirectory("Folder for results"), getDirectory("Folder of the template"));
template = folders[0] + "/../template";
if (folders.length > 2) template = folders[2];
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/cord.nii.gz]");
run("Label Discs...", "image=t2 segmentation=cord method=auto start=auto template=[" + template + "] contrast=t2 scale=1 cleanLabels=1");
run("Save NIfTI...", "image=t2_discs path=[" + folders[1] + "/discs.nii.gz]");
run("Save NIfTI...", "image=cord_levels path=[" + folders[1] + "/levels.nii.gz]");

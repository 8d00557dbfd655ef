// Brings the template to a subject, so that levels and tracts of the template lie on it.
// Argument: "folder with t2.nii.gz, cord.nii.gz and discs.nii.gz,folder for results[,template folder]"; without one, all are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz, cord.nii.gz, discs.nii.gz"), getDirectory("Folder for results"), getDirectory("Folder of the template"));
template = folders[0] + "/../template";
if (folders.length > 2) template = folders[2];
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/cord.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/discs.nii.gz]");
run("Register to Template...", "image=t2 segmentation=cord discs=discs template=[" + template + "] contrast=t2 output=[" + folders[1] + "/registered]");

// Opens a NIfTI file, lists what its header says and saves the image as float32.
// Argument: "folder with t2.nii.gz,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz"), getDirectory("Folder for results"));
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
title = getTitle();
run("Image Information...", "image=[" + title + "]");
run("Save NIfTI...", "image=[" + title + "] path=[" + folders[1] + "/" + title + "_float.nii.gz] type=float32");

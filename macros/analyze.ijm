// The whole way from an image and its disc labels to a folder with cord, levels, shape and a page to check them.
// Argument: "folder with t2.nii.gz and discs.nii.gz,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz and discs.nii.gz"), getDirectory("Folder for results"));
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/discs.nii.gz]");
run("Analyze Spinal Cord...", "image=t2 discs=discs contrast=t2 output=[" + folders[1] + "/analysis]");

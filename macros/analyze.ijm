// The whole way from an image and its disc labels to a folder with cord, levels, shape, template and atlas on the image, values in the tracts, and a page to check them.
// Argument: "folder with t2.nii.gz and discs.nii.gz,folder for results[,template folder]"; without one, all are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz and discs.nii.gz"), getDirectory("Folder for results"), getDirectory("Folder of the template"));
template = folders[0] + "/../template";
if (folders.length > 2) template = folders[2];
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/discs.nii.gz]");
// the image stands for a metric here; a map of MTR or FA on the same grid takes its place, one on another grid needs scan=, too
run("Analyze Spinal Cord...", "image=t2 discs=discs template=[" + template + "] metric=t2 contrast=t2 output=[" + folders[1] + "/analysis]");

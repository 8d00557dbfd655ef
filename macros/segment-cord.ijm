// Finds and segments the spinal cord, without a point or a trained model, and saves the mask.
// Argument: "folder with t2.nii.gz,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz"), getDirectory("Folder for results"));
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Segment Cord...", "image=t2 method=propagation contrast=t2");
run("Save NIfTI...", "path=[" + folders[1] + "/t2_seg.nii.gz]");

// Moves an image by a transform of ITK or ANTs onto its own grid.
// Argument: "folder with t2.nii.gz and shift.txt,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz and shift.txt"), getDirectory("Folder for results"));
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Apply Transform...", "image=t2 reference=t2 transforms=[" + folders[0] + "/shift.txt] interpolation=linear");
run("Save NIfTI...", "path=[" + folders[1] + "/t2_moved.nii.gz]");

// Straightens the cord of a scan, smooths the scan along the cord, and puts the cord into one sagittal plane.
// Argument: "folder with t2.nii.gz and cord.nii.gz,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz and cord.nii.gz"), getDirectory("Folder for results"));
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/cord.nii.gz]");
run("Straighten Cord...", "image=t2 segmentation=cord interpolation=cubic");
run("Save NIfTI...", "path=[" + folders[1] + "/t2_straight.nii.gz]");
run("Smooth Along Cord...", "image=t2 segmentation=cord sigma=0,0,3");
run("Save NIfTI...", "path=[" + folders[1] + "/t2_smooth.nii.gz]");
run("Flatten Sagittal...", "image=t2 segmentation=cord interpolation=linear");
run("Save NIfTI...", "path=[" + folders[1] + "/t2_flat.nii.gz]");

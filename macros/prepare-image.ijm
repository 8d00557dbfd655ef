// Cuts a scan down to a tube of 35 mm round the cord and brings it to 0.5 mm in plane: smaller, and every voxel
// still knows where it lies in the body.
// Argument: "folder with t2.nii.gz and cord.nii.gz,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz and cord.nii.gz"), getDirectory("Folder for results"));
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/cord.nii.gz]");
run("Create Mask...", "image=t2 method=centerline centerline=cord shape=cylinder size=35mm");
mask = getTitle();
run("Crop Volume...", "image=t2 mask=[" + mask + "] margin=2");
run("Reorient...", "orientation=RPI");
run("Resample Volume...", "spacing=0.5x0.5x1 interpolation=cubic");
run("Save NIfTI...", "path=[" + folders[1] + "/prepared.nii.gz]");

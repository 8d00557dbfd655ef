// Curved planar reformation along the cord, and a stack of planes straight across it.
// Argument: "folder with t2.nii.gz and cord.nii.gz,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz and cord.nii.gz"), getDirectory("Folder for results"));
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/cord.nii.gz]");
run("Reslice Curved (CPR)...", "image=t2 segmentation=cord plane=sagittal mode=stretched size=50");
run("Save NIfTI...", "path=[" + folders[1] + "/t2_cpr.nii.gz]");
// a point of the planes, and how to find it in the image
makePoint(25, 40);
getSelectionCoordinates(x, y);
run("Link Curved Points...", "image=t2_cpr points=" + x[0] + "," + y[0] + ",0 from=curved");
print("This point lies " + getResult("along [mm]", 0) + " mm along the cord.");
run("Reslice Curved (CPR)...", "image=t2 segmentation=cord plane=orthogonal thickness=3 size=40");
run("Save NIfTI...", "path=[" + folders[1] + "/t2_planes.nii.gz]");

// Centreline with its angles, and a map of vertebral levels, from a cord mask and disc labels.
// Argument: "folder with cord.nii.gz and discs.nii.gz,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with cord.nii.gz and discs.nii.gz"), getDirectory("Folder for results"));
run("Open NIfTI...", "path=[" + folders[0] + "/cord.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/discs.nii.gz]");
run("Fit Centreline...", "segmentation=cord algorithm=bspline smooth=30 soft=false extrapolate=false space=pix");
run("Save NIfTI...", "path=[" + folders[1] + "/centreline.nii.gz]");
run("Label Levels from Discs...", "segmentation=cord discs=discs smooth=30 compatibility=myelon");
run("Save NIfTI...", "path=[" + folders[1] + "/levels.nii.gz]");

// Spinal levels of a cord, estimated from its discs, and the shape of the cord at each of them.
// Argument: "folder with cord.nii.gz and discs.nii.gz,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with cord.nii.gz and discs.nii.gz"), getDirectory("Folder for results"));
run("Open NIfTI...", "path=[" + folders[0] + "/cord.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/discs.nii.gz]");
run("Label Spinal Levels...", "segmentation=cord discs=discs");
saveAs("Results", folders[1] + "/spinal_levels.csv");
run("Save NIfTI...", "image=cord_spinal path=[" + folders[1] + "/spinal_levels.nii.gz]");
run("Save NIfTI...", "image=cord_spinal_midpoints path=[" + folders[1] + "/spinal_midpoints.nii.gz]");
run("Measure Shape...", "segmentation=cord levels=cord_spinal per=level");
saveAs("Results", folders[1] + "/shape_per_spinal_level.csv");

// Finds the cord, assigns vertebral levels from disc labels and writes area and diameters per level.
// Argument: "folder with t2.nii.gz and discs.nii.gz,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz and discs.nii.gz"), getDirectory("Folder for results"));
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/discs.nii.gz]");
run("Segment Cord...", "image=t2 contrast=t2");
cord = getTitle();
run("Save NIfTI...", "path=[" + folders[1] + "/cord.nii.gz]");
run("Measure Shape...", "segmentation=[" + cord + "] discs=discs vertebrae=2:5 per=level");
saveAs("Results", folders[1] + "/shape.csv");

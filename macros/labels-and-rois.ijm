// Labels as points of ImageJ in a file of the ROI Manager, and points as labels again.
// Argument: "folder with t2.nii.gz and discs.nii.gz,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz and discs.nii.gz"), getDirectory("Folder for results"));
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/discs.nii.gz]");
points = folders[1] + "/discs.zip";
run("Labels To ROI Manager...", "labels=discs rois=[" + points + "]");
// here the points would be opened in the ROI Manager, moved and saved; or on a screen, without files:
//   run("Label By Hand...", "image=t2 start=discs");
run("ROI Manager To Labels...", "image=t2 rois=[" + points + "]");
run("Save NIfTI...", "path=[" + folders[1] + "/discs_corrected.nii.gz]");

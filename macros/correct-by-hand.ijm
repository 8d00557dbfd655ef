// Writes what a transform maps as landmarks for BigWarp, and makes a displacement field of landmarks.
// Argument: "folder with t2.nii.gz, cord.nii.gz and shift.txt,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz, cord.nii.gz and shift.txt"), getDirectory("Folder for results"));
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/cord.nii.gz]");
landmarks = folders[1] + "/landmarks.csv";
run("Export Landmarks...", "moving=t2 fixed=cord transforms=[" + folders[0] + "/shift.txt] segmentation=cord spacing=30 output=[" + landmarks + "]");
// here BigWarp would be opened, landmarks moved and saved: run("Open BigWarp...", "moving=t2 fixed=cord landmarks=[" + landmarks + "]");
run("Import Landmarks...", "landmarks=[" + landmarks + "] moving=t2 fixed=cord");
run("Save NIfTI...", "path=[" + folders[1] + "/warp_corrected.nii.gz]");

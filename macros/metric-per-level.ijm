// Extracts the mean of an image inside a mask per vertebral level; with an atlas folder instead of the mask, per tract.
// Argument: "folder with t2.nii.gz, cord.nii.gz and levels.nii.gz,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz, cord.nii.gz and levels.nii.gz"), getDirectory("Folder for results"));
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/cord.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/levels.nii.gz]");
run("Extract Metric...", "image=t2 atlas=cord method=wa levels=levels vertebrae=2:5 per=level");
saveAs("Results", folders[1] + "/metric.csv");

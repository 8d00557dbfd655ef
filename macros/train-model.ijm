// Trains a very small network on one image and its mask, and goes on with the training afterwards.
// A real training takes hours: see docs/training.md.
// Argument: "folder with t2.nii.gz and cord.nii.gz,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz and cord.nii.gz"), getDirectory("Folder for results"));
data = "images=[" + folders[0] + "/t2.nii.gz] masks=[" + folders[0] + "/cord.nii.gz] ";
network = "model=[" + folders[1] + "/small] spacing=1 window=32 features=[4,8] device=cpu ";
run("Train Segmentation Model...", data + network + "steps=4");
run("Train Segmentation Model...", data + network + "steps=8 resume=true");
saveAs("Results", folders[1] + "/curve.csv");

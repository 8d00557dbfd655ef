// Marks the pontomedullary junction of an image whose cord is known, and saves it as a label.
// Argument: "folder with t2.nii.gz and cord.nii.gz,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz"), getDirectory("Folder for results"));
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/cord.nii.gz]");
// the synthetic subject has no brain stem and a model made by hand; without model=, the built-in one is taken
model = folders[0] + "/../brightdiscs";
options = "image=t2 segmentation=cord";
if (File.exists(model)) options = options + " model=[" + model + "]";
run("Detect Pontomedullary Junction...", options);
selectWindow("t2_pmj");
run("Save NIfTI...", "image=t2_pmj path=[" + folders[1] + "/t2_pmj.nii.gz]");

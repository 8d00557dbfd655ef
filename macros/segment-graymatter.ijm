// Segments the grey and the white matter of a cord whose mask is known, and saves both.
// Argument: "folder with t2.nii.gz and cord.nii.gz,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz"), getDirectory("Folder for results"));
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/cord.nii.gz]");
// the synthetic subject has a model made by hand beside it; without model=, the built-in one is taken
model = folders[0] + "/../brightness";
options = "image=t2 cord=cord";
if (File.exists(model)) options = options + " model=[" + model + "]";
run("Segment Grey Matter...", options);
selectWindow("t2_gm");
run("Save NIfTI...", "image=t2_gm path=[" + folders[1] + "/t2_gm.nii.gz]");
run("Save NIfTI...", "image=t2_wm path=[" + folders[1] + "/t2_wm.nii.gz]");

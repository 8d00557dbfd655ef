// Lists the models for lesions, puts a model from an archive at hand into a folder of models, runs it, and removes it.
// Without archive= the command fetches a model of the list: run("Download Model...", "model=canal").
// Argument: "folder with t2.nii.gz and cord.nii.gz beside an archive model.zip,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz and cord.nii.gz"), getDirectory("Folder for results"));
models = folders[1] + "/models";
run("List Models...", "search=lesion");
saveAs("Results", folders[1] + "/lesion-models.csv");
run("Download Model...", "model=toy archive=[" + folders[0] + "/../model.zip] folder=[" + models + "]");
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/cord.nii.gz]");
run("Segment With Model...", "image=t2 model=[" + models + "/toy] cord=cord margin=15 device=cpu");
run("Save NIfTI...", "path=[" + folders[1] + "/fluid.nii.gz]");
run("Remove Model...", "model=toy folder=[" + models + "]");

// Segments by a trained network in a folder: here a small model of nnU-Net v2 that marks the bright fluid
// round the cord, seen only near the cord. Its two largest pieces are kept.
// Run it from the shell, too: bin/myelon macro macros/segment-with-model.ijm test-data/subject,results
where = getArgument();
if (where == "") {
	folder = getDirectory("Folder with t2.nii.gz and cord.nii.gz");
	results = getDirectory("Folder for the results");
	model = getDirectory("Folder of the model");
} else {
	parts = split(where, ",");
	folder = parts[0] + "/";
	results = parts[1] + "/";
	model = folder + "../model";
}
run("Open NIfTI...", "path=[" + folder + "t2.nii.gz]");
run("Open NIfTI...", "path=[" + folder + "cord.nii.gz]");
run("Segment With Model...", "image=t2 model=[" + model + "] cord=cord margin=15 device=cpu largest=2");
run("Save NIfTI...", "path=[" + results + "fluid.nii.gz]");

// Two steps that leave their pictures in one folder, and the page to check and mark them.
// Argument: "folder with t2.nii.gz and cord.nii.gz,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz"), getDirectory("Folder for results"));
qc = folders[1] + "/qc";
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/cord.nii.gz]");
run("Segment Cord...", "image=t2 method=propagation contrast=t2 qc=[" + qc + "]");
run("Measure Shape...", "segmentation=cord image=t2 qc=[" + qc + "]");
run("Open QC Page...", "folder=[" + qc + "] serve=false open=true");

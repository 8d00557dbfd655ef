// Composes and inverts transforms, maps where they stretch, moves labels of discs, and writes one for FSL.
// Argument: "folder with t2.nii.gz, discs.nii.gz and shift.txt,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz and shift.txt"), getDirectory("Folder for results"));
shift = folders[0] + "/shift.txt";
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Concatenate Transforms...", "transforms=[" + shift + "," + shift + "] reference=t2");
run("Save NIfTI...", "path=[" + folders[1] + "/warp.nii.gz]");
run("Invert Transform...", "transform=[" + folders[1] + "/warp.nii.gz] reference=t2");
run("Save NIfTI...", "path=[" + folders[1] + "/inverse.nii.gz]");
run("Jacobian Map...", "transform=[" + folders[1] + "/warp.nii.gz] reference=t2");
run("Save NIfTI...", "path=[" + folders[1] + "/jacobian.nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/discs.nii.gz]");
run("Apply Transform...", "image=discs reference=t2 transforms=[" + shift + "] interpolation=points");
run("Save NIfTI...", "path=[" + folders[1] + "/discs_moved.nii.gz]");
run("Convert Transform...", "transform=[" + shift + "] reference=t2 moving=t2 kind=fsl-matrix output=[" + folders[1] + "/shift.mat]");

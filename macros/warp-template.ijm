// Brings the template and its atlas to an image and shows the vertebral levels on its grid.
// Argument: "folder with t2.nii.gz beside a folder template,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz"), getDirectory("Folder for results"));
template = folders[0] + "/../template";
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Warp Template...", "image=t2 transform=[" + template + "/template2t2.txt] template=[" + template + "] output=[" + folders[1] + "/label]");
run("Open NIfTI...", "path=[" + folders[1] + "/label/template/synthetic_levels.nii.gz]");

// Magnetisation transfer ratio in percent, 100 (mt0 - mt1) / mt0, of two images on one grid, kept between -100 and 100.
// Argument: "folder with mt0.nii.gz and mt1.nii.gz,folder for results"; without one, both are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with mt0.nii.gz and mt1.nii.gz"), getDirectory("Folder for results"));
mt0 = "mt0";
mt1 = "mt1";
// the synthetic subject has no such pair: its image and its mask stand for it
if (!File.exists(folders[0] + "/mt0.nii.gz")) {
  mt0 = "t2";
  mt1 = "cord";
}
run("Open NIfTI...", "path=[" + folders[0] + "/" + mt1 + ".nii.gz]");
run("Open NIfTI...", "path=[" + folders[0] + "/" + mt0 + ".nii.gz]");
imageCalculator("Subtract create 32-bit stack", mt0, mt1);
rename("difference");
imageCalculator("Divide create 32-bit stack", "difference", mt0);
rename("mtr");
run("Multiply...", "value=100 stack");
run("Macro...", "code=v=minOf(100,maxOf(-100,v)) stack");
// a new image of the Image Calculator has lost its place in the body
run("Copy Place...", "image=mtr reference=" + mt0);
run("Save NIfTI...", "image=mtr_placed path=[" + folders[1] + "/mtr.nii.gz]");

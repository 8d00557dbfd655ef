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
run("32-bit");
run("Open NIfTI...", "path=[" + folders[0] + "/" + mt0 + ".nii.gz]");
rename("divisor");
run("32-bit");
run("Open NIfTI...", "path=[" + folders[0] + "/" + mt0 + ".nii.gz]");
rename("mtr");
run("32-bit");
// into the window of mt0, not into a new one: a new one would have lost its place in the body
imageCalculator("Subtract stack", "mtr", mt1);
imageCalculator("Divide stack", "mtr", "divisor");
selectWindow("mtr");
run("Multiply...", "value=100 stack");
run("Macro...", "code=v=minOf(100,maxOf(-100,v)) stack");
run("Save NIfTI...", "image=mtr path=[" + folders[1] + "/mtr.nii.gz]");

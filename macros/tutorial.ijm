// The steps of docs/tutorial.md: cord, levels, area per level, template and atlas on the image, values of white and grey matter per level.
// Argument: "folder with t2.nii.gz and discs.nii.gz,folder for results[,template folder]"; without one, all are asked for.
folders = split(getArgument(), ",");
if (folders.length < 2) folders = newArray(getDirectory("Folder with t2.nii.gz and discs.nii.gz"), getDirectory("Folder for results"), getDirectory("Folder of the template"));
results = folders[1];
template = folders[0] + "/../template";
if (folders.length > 2) template = folders[2];

// 1 the image, its head at the top; 2 its cord
run("Open NIfTI...", "path=[" + folders[0] + "/t2.nii.gz]");
run("Reorient...", "image=t2 orientation=ASL");
run("Segment Cord...", "image=t2_asl");
run("Save NIfTI...", "image=t2_asl_seg path=[" + results + "/t2_seg.nii.gz]");

// 3 discs and vertebral levels
run("Open NIfTI...", "path=[" + folders[0] + "/discs.nii.gz]");
run("Label Levels from Discs...", "segmentation=t2_asl_seg discs=discs");
levels = getTitle();
run("Save NIfTI...", "image=[" + levels + "] path=[" + results + "/t2_levels.nii.gz]");

// 4 area per level
run("Measure Shape...", "segmentation=t2_asl_seg levels=[" + levels + "] vertebrae=2:7 per=level");
saveAs("Results", results + "/shape.csv");

// 5 the template and its atlas on the image
run("Register to Template...", "image=t2_asl segmentation=t2_asl_seg discs=discs template=[" + template + "] output=[" + results + "/registered]");
run("Warp Template...", "image=t2_asl transform=[" + results + "/registered/warp_template2anat.nii.gz] template=[" + template + "] output=[" + results + "/label]");

// 6 values in white and grey matter; the image stands for a metric such as MTR or FA
run("Extract Metric...", "image=t2_asl atlas=[" + results + "/label/atlas] method=map labels=51,52 levels=[" + levels + "] vertebrae=2:7 per=level");
saveAs("Results", results + "/metric.csv");

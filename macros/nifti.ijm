// Opens a NIfTI file, says what is known about it and saves it as float32 beside the original.
path = File.openDialog("A NIfTI file");
run("Open NIfTI...", "path=[" + path + "]");
title = getTitle();
run("Image Information...", "image=[" + title + "]");
run("Save NIfTI...", "image=[" + title + "] path=[" + File.getParent(path) + "/" + title + "_float.nii.gz] type=float32");

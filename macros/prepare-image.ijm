// Cuts a scan down to a tube of 35 mm round the cord and brings it to 0.5 mm in plane:
// smaller, and every voxel still knows where it lies in the body. Open "t2" and "cord" first.
run("Create Mask...", "image=t2 method=centerline centerline=cord shape=cylinder size=35mm");
mask = getTitle();
run("Crop Volume...", "image=t2 mask=[" + mask + "] margin=2");
crop = getTitle();
run("Reorient...", "image=[" + crop + "] orientation=RPI");
rpi = getTitle();
run("Resample Volume...", "image=[" + rpi + "] spacing=0.5x0.5x1 interpolation=cubic");

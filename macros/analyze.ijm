// From an image and its disc labels, open as "t2" and "discs", to a folder with the cord, its
// vertebral levels, its shape and a page to check them.
folder = getDirectory("A new or empty folder for the results");
run("Analyze Spinal Cord...", "image=t2 discs=discs contrast=t2 output=[" + folder + "]");

#!/usr/bin/env bash
# Seconds and memory of whole processes from the shell, median of five runs, for docs/benchmarks.md. By hand, on a quiet machine:
#   src/test/benchmark/whole-process.sh SHARED    (the folder with data/ and reference/, see CONTRIBUTING.md)
set -euo pipefail
shared=$1
myelon=$(dirname "$0")/../../../bin/myelon
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
test=$shared/data/sct-testing pam50=$shared/data/pam50/template inputs=$shared/reference/sct/inputs
mt1=$shared/reference/sct/sct_warp_template/mt1_real_atlas/label/template/PAM50_levels.nii.gz
tutorial=$shared/data/sct-tutorial/single_subject

run() { # case, arguments
  local name=$1 lines=()
  shift
  "$myelon" "$@" >/dev/null
  for _ in 1 2 3 4 5; do lines+=("$( { /usr/bin/time -f '%e %M' "$myelon" "$@" >/dev/null; } 2>&1 | tail -1)"); done
  printf '%s\n' "${lines[@]}" | sort -n | sed -n 3p | { read -r s kb; printf '| %s | %s | %d |\n' "$name" "$s" $((kb / 1024)); }
}

nproc; uptime
echo '| case | s | MB |'; echo '|---|---|---|'
run 'help' help
run 't2_perslice' measure-shape segmentation="$test/t2/t2_seg-manual.nii.gz" compatibility=sct table="$out/a.csv"
run 't2_z_mean' measure-shape segmentation="$test/t2/t2_seg-manual.nii.gz" slices=10:40 per=region compatibility=sct table="$out/a.csv"
run 't2_vert_perlevel' measure-shape segmentation="$test/t2/t2_seg-manual.nii.gz" levels="$test/t2/t2_seg-manual_labeled.nii.gz" vertebrae=2:5 per=level compatibility=sct table="$out/a.csv"
run 't2_anat_perslice' measure-shape segmentation="$test/t2/t2_seg-manual.nii.gz" image="$test/t2/t2.nii.gz" slices=15:25 compatibility=sct table="$out/a.csv"
run 't2_normalize_PAM50' measure-shape segmentation="$test/t2/t2_seg-manual.nii.gz" levels="$test/t2/t2_seg-manual_labeled.nii.gz" normalizePam50=true compatibility=sct table="$out/a.csv"
run 'mt1_real_normalize_PAM50' measure-shape segmentation="$inputs/mt1_seg.nii.gz" levels="$mt1" normalizePam50=true compatibility=sct table="$out/a.csv"
run 'pam50_cord_perslice' measure-shape segmentation="$pam50/PAM50_cord.nii.gz" compatibility=sct table="$out/a.csv"
run 'pam50_cord_perlevel' measure-shape segmentation="$pam50/PAM50_cord.nii.gz" levels="$pam50/PAM50_levels.nii.gz" vertebrae=2:10 per=level compatibility=sct table="$out/a.csv"
run 'fit-centerline t2' fit-centerline segmentation="$test/t2/t2_seg-manual.nii.gz" centerline="$out/a.nii.gz" table="$out/a.csv"
run 'create-mask t2' create-mask image="$test/t2/t2.nii.gz" method=centerline centerline="$test/t2/t2_seg-manual.nii.gz" size=35mm output="$out/a.nii.gz"
run 'resample t2' resample image="$test/t2/t2.nii.gz" spacing=0.8x1.5x1.2 interpolation=cubic output="$out/a.nii.gz"
run 'segment-cord t2' segment-cord image="$test/t2/t2.nii.gz" segmentation="$out/a.nii.gz"
run 'segment-cord mt1' segment-cord image="$tutorial/mt/mt1.nii.gz" contrast=t2s segmentation="$out/a.nii.gz"
run 'segment-cord lumbar' segment-cord image="$tutorial/t2_lumbar/t2_lumbar.nii.gz" segmentation="$out/a.nii.gz"
run 'straighten t2' straighten image="$test/t2/t2.nii.gz" segmentation="$test/t2/t2_seg-manual.nii.gz" output="$out/a.nii.gz" warpCurvedToStraight="$out/b.nii.gz" warpStraightToCurved="$out/c.nii.gz"
lumbar=(image="$tutorial/t2_lumbar/t2_lumbar.nii.gz" segmentation="$inputs/t2_lumbar_seg.nii.gz" output="$out/a.nii.gz")
run 'straighten lumbar' straighten "${lumbar[@]}"
run 'straighten lumbar, both warps' straighten "${lumbar[@]}" warpCurvedToStraight="$out/b.nii.gz" warpStraightToCurved="$out/c.nii.gz"
run 'smooth-along-cord lumbar' smooth-along-cord "${lumbar[@]}"
run 'flatten-sagittal lumbar' flatten-sagittal "${lumbar[@]}"
run 'demo' demo output="$out/demo"
atlas=$shared/reference/sct/sct_warp_template/mt1_real_atlas/label/atlas mtr=$shared/reference/sct/sct_compute_mtr/mt_real/mtr.nii.gz
run 'mt_real_all_ml' extract-metric image="$mtr" atlas="$atlas" method=ml labels=all slices=5:15 table="$out/a.csv"
run 'mt_real_wm_perlevel_map' extract-metric image="$mtr" atlas="$atlas" method=map labels=51,52,4,5 levels="$mt1" vertebrae=2:5 per=level table="$out/a.csv"
run 'mt_real_wm_perlevel_wa' extract-metric image="$mtr" atlas="$atlas" method=wa labels=51,52,4,5 levels="$mt1" vertebrae=2:5 per=level table="$out/a.csv"
run 'mtr_map' extract-metric image="$test/mt/mtr.nii.gz" atlas="$test/mt/label/atlas" method=map labels=0:5,51 per=slice table="$out/a.csv"
run 'pam50_map' extract-metric image="$pam50/PAM50_wm.nii.gz" atlas="$shared/data/pam50/atlas" method=map labels=all levels="$pam50/PAM50_levels.nii.gz" per=level table="$out/a.csv"
run 'warp-template t2' warp-template image="$test/t2/t2.nii.gz" transform="$shared/reference/sct/sct_register_to_template/t2_full_ldisc/warp_template2anat.nii.gz" template="$shared/data/pam50" output="$out/label"
register() { # case, name, reference, steps; the images are in the arrays below
  local -n of=$2
  run "$1" register-to-template "${of[@]}" template="$shared/data/pam50" contrast=cord reference="$3" steps="$4" output="$out/$2"
}
seg=step=1,type=seg,algo=centermassrot:step=2,type=seg,algo=bsplinesyn,iter=3
t2=(image="$test/t2/t2.nii.gz" segmentation="$test/t2/t2_seg-manual.nii.gz" discs="$test/t2/labels.nii.gz")
mt=(image="$tutorial/mt/mt1.nii.gz" segmentation="$inputs/mt1_seg.nii.gz" discs="$inputs/mt1_discs.nii.gz")
conus=(image="$tutorial/t2_lumbar/t2_lumbar.nii.gz" segmentation="$inputs/t2_lumbar_seg.nii.gz" discs="$inputs/t2_lumbar_labels.nii.gz")
register 'register-to-template t2' t2 template step=1,type=imseg,algo=centermassrot,rot_method=pcahog:step=2,type=seg,algo=bsplinesyn,iter=3,smooth=1
register 'register-to-template mt1' mt subject "$seg,slicewise=1"
register 'register-to-template lumbar' conus template "$seg"
run 'warp-template mt1' warp-template image="$tutorial/mt/mt1.nii.gz" transform="$out/mt/warp_template2anat.nii.gz" template="$shared/data/pam50" output="$out/label"
"$myelon" create-mask image="$tutorial/mt/mt1.nii.gz" method=centerline centerline="$inputs/mt1_seg.nii.gz" size=35mm output="$out/mask.nii.gz"
run 'register-images mt0 to mt1' register-images moving="$tutorial/mt/mt0.nii.gz" fixed="$tutorial/mt/mt1.nii.gz" mask="$out/mask.nii.gz" steps=step=1,type=im,algo=slicereg,metric=CC interpolation=cubic output="$out/mt0"

#!/bin/sh
# Make the models again, from the data in $SHARED to the files in sayso/data.
# About five and a half hours on two cores: two and a half for the teacher, one for names and links, the rest for the student.
set -eu
SHARED=${SHARED:-../shared}
BIN=${BIN:-.venv/bin}
BUILD=${BUILD:-build/model}
export SAYSO_SHARED="$SHARED"
export OMP_NUM_THREADS=1
mkdir -p "$BUILD"

echo "1/9 pretrained weights"
"$BIN/python" -m lab.train.weights --out "$BUILD/weights"

echo "2/9 teacher: MPNet-base on PolNeAR train and the records; its links, which come late, at a higher rate"
"$BIN/python" -m lab.train.train --shared "$SHARED" --kind mpnet --weights "$BUILD/weights/mpnet" \
  --epochs 3.6 --rate 4e-5 --nested 0.3 --budget 1240 --workers 2 --out "$BUILD/teacher-begun.pt"
"$BIN/python" -m lab.train.train --shared "$SHARED" --kind mpnet --start "$BUILD/teacher-begun.pt" --frozen 6 \
  --epochs 4 --rate 6e-5 --head-rate 1e-3 --nested 0.3 --budget 1240 --workers 2 --seed 4 --out "$BUILD/teacher.pt"

echo "3/9 student, first on the gold labels alone: MiniLM-L6"
"$BIN/python" -m lab.train.train --shared "$SHARED" --kind minilm --weights "$BUILD/weights/minilm" \
  --epochs 6 --rate 2e-4 --workers 2 --out "$BUILD/gold.pt"

echo "4/9 what both believe: of PolNeAR train, of news, and of the contents read alone"
NEWS=1000
TEACHERS="$BUILD/teacher.pt $BUILD/gold.pt"
for corpus in polnear basil rss2016; do
  for number in 0 1; do
    # shellcheck disable=SC2086
    "$BIN/python" -m lab.train.teach --shared "$SHARED" --models $TEACHERS --weights 2 1 --corpus "$corpus" --limit "$NEWS" \
      --share "$number/2" --out "$BUILD/$corpus-$number.npz" &
  done
  wait
done
# shellcheck disable=SC2086
"$BIN/python" -m lab.train.nested --shared "$SHARED" --models $TEACHERS --likely 0.3 --out "$BUILD/nested.jsonl"

echo "5/9 student, from gold and beliefs"
"$BIN/python" -m lab.train.train --shared "$SHARED" --start "$BUILD/gold.pt" --news rss2016 basil --limit "$NEWS" \
  --soft "$BUILD"/*.npz --nested-labels "$BUILD/nested.jsonl" --gold 0.5 --nested 1.5 --epochs 9 --rate 2e-4 \
  --budget 1550 --workers 2 --out "$BUILD/student.pt"

echo "6/9 what the student believes: it is held in place by that while it learns the rest"
"$BIN/python" -m lab.train.teach --shared "$SHARED" --models "$BUILD/student.pt" --corpus polnear --out "$BUILD/student.npz"

echo "7/9 names and links beside the attributions"
"$BIN/python" -m lab.train.joint --shared "$SHARED" --start "$BUILD/student.pt" --soft "$BUILD/student.npz" \
  --lessons "$BUILD/lessons.pkl" --epochs 6 --workers 2 --out "$BUILD/named.pt"

echo "8/9 acts, hedges and circumstances beside them"
"$BIN/python" -m lab.train.joint --shared "$SHARED" --start "$BUILD/named.pt" --soft "$BUILD/student.npz" \
  --lessons "$BUILD/lessons.pkl" --labelled "$BUILD/places.pkl" --epochs 4 --rate 1.2e-4 --workers 2 --out "$BUILD/joint.pt"

echo "9/9 export to int8, calibration of attributions and of speakers"
"$BIN/python" -m lab.train.export --model "$BUILD/joint.pt" --out sayso/data
"$BIN/python" -m lab.train.calibrate --shared "$SHARED"
"$BIN/python" -m lab.train.relink --shared "$SHARED" --model "$BUILD/joint.pt" --out sayso/data/link.npz
"$BIN/python" -m lab.train.sureness --shared "$SHARED"
"$BIN/python" -m lab.train.fields --shared "$SHARED" --model "$BUILD/joint.pt" --cache "$BUILD/cases.pkl" \
  --out sayso/data/fields.npz

echo "relations: on the product's own readings of the labelled articles"
"$BIN/sayso" read --json "$SHARED/data/polnear/train.jsonl.gz" "$SHARED/data/news/rss2016.jsonl.gz" > "$BUILD/records.jsonl"
"$BIN/python" -m lab.train.relate --shared "$SHARED" --records "$BUILD/records.jsonl" --out sayso/data

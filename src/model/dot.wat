;; Scores of one query against rows of int8 vectors. Compiled to dot.wasm by `npm run build:wasm`.
(module
  (import "host" "memory" (memory 1))
  ;; dimensions: a multiple of 16. rows: count x dimensions int8, 16-byte aligned. out: count int32, dot products.
  (func (export "dot") (param $query i32) (param $rows i32) (param $count i32) (param $dimensions i32) (param $out i32)
    (local $d i32) (local $sum v128) (local $a v128) (local $b v128)
    (block $done
      (loop $row
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (local.set $d (i32.const 0))
        (loop $chunk
          (local.set $a (v128.load (i32.add (local.get $query) (local.get $d))))
          (local.set $b (v128.load (i32.add (local.get $rows) (local.get $d))))
          (local.set $sum (i32x4.add (local.get $sum)
            (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $a)) (i16x8.extend_low_i8x16_s (local.get $b)))))
          (local.set $sum (i32x4.add (local.get $sum)
            (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $a)) (i16x8.extend_high_i8x16_s (local.get $b)))))
          (local.set $d (i32.add (local.get $d) (i32.const 16)))
          (br_if $chunk (i32.lt_u (local.get $d) (local.get $dimensions))))
        (i32.store (local.get $out)
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
            (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (local.set $rows (i32.add (local.get $rows) (local.get $dimensions)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $row)))))

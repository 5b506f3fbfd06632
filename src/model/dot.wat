;; Cosines of one query with rows of int8 vectors, two rows at a time. Compiled to dot-wasm.ts by `node scripts/build-wasm.mjs`.
(module
  (import "host" "memory" (memory 1))
  ;; dimensions: a multiple of 16. query: dimensions x int16, in the order of the rows' widened halves, which is its own. rows: count x dimensions int8, 16-byte
  ;; aligned, one row more than count where count is odd. scales: float32, one a row, likewise; scale: the query's. out: float32, likewise.
  (func (export "dot") (param $query i32) (param $rows i32) (param $count i32) (param $dimensions i32) (param $scales i32) (param $scale f32) (param $out i32)
    (local $d i32) (local $next i32) (local $q i32) (local $low v128) (local $high v128) (local $a v128) (local $b v128) (local $one v128) (local $two v128)
    (block $done
      (loop $pair
        (br_if $done (i32.le_s (local.get $count) (i32.const 0)))
        (local.set $one (v128.const i32x4 0 0 0 0))
        (local.set $two (v128.const i32x4 0 0 0 0))
        (local.set $next (i32.add (local.get $rows) (local.get $dimensions)))
        (local.set $q (local.get $query))
        (local.set $d (i32.const 0))
        (loop $chunk
          (local.set $low (v128.load (local.get $q)))
          (local.set $high (v128.load offset=16 (local.get $q)))
          (local.set $a (v128.load (i32.add (local.get $rows) (local.get $d))))
          (local.set $b (v128.load (i32.add (local.get $next) (local.get $d))))
          (local.set $one (i32x4.add (local.get $one) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $low) (i16x8.extend_low_i8x16_s (local.get $a)))
            (i32x4.dot_i16x8_s (local.get $high) (i16x8.extend_high_i8x16_s (local.get $a))))))
          (local.set $two (i32x4.add (local.get $two) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $low) (i16x8.extend_low_i8x16_s (local.get $b)))
            (i32x4.dot_i16x8_s (local.get $high) (i16x8.extend_high_i8x16_s (local.get $b))))))
          (local.set $q (i32.add (local.get $q) (i32.const 32)))
          (local.set $d (i32.add (local.get $d) (i32.const 16)))
          (br_if $chunk (i32.lt_u (local.get $d) (local.get $dimensions))))
        (f32.store (local.get $out)
          (f32.mul (f32.mul (local.get $scale) (f32.load (local.get $scales))) (f32.convert_i32_s (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $one)) (i32x4.extract_lane 1 (local.get $one)))
            (i32.add (i32x4.extract_lane 2 (local.get $one)) (i32x4.extract_lane 3 (local.get $one)))))))
        (f32.store offset=4 (local.get $out)
          (f32.mul (f32.mul (local.get $scale) (f32.load offset=4 (local.get $scales))) (f32.convert_i32_s (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $two)) (i32x4.extract_lane 1 (local.get $two)))
            (i32.add (i32x4.extract_lane 2 (local.get $two)) (i32x4.extract_lane 3 (local.get $two)))))))
        (local.set $scales (i32.add (local.get $scales) (i32.const 8)))
        (local.set $out (i32.add (local.get $out) (i32.const 8)))
        (local.set $rows (i32.add (local.get $next) (local.get $dimensions)))
        (local.set $count (i32.sub (local.get $count) (i32.const 2)))
        (br $pair)))))

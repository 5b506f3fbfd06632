;; Boosted trees over many rows at once. Compiled to trees-wasm.ts by `node scripts/build-wasm.mjs`.
;; A node is sixteen bytes: its feature's place within a block (i32), threshold (f32), where its children stand (two i32, absolute). A leaf is its own child, and has its
;; value where others have their threshold: so a row may walk on when it has arrived, and all rows of a tree take as many steps as its deepest leaf needs, without a branch
;; that a processor could guess wrong. Eight rows walk side by side: each waits for memory at every step, and the others go on meanwhile.
(module
  (import "host" "memory" (memory 1))
  ;; trees: eight bytes each, root (i32, absolute) and steps (i32), from the first to before the end. blocks: of eight rows each, from the first to before the last, `size` bytes
  ;; apart; a block has each feature of its eight rows (f64) one behind the other. sums: f64, one a row, to which the leaves' values are added in the order of the trees.
  (func (export "add") (param $tree i32) (param $end i32) (param $blocks i32) (param $last i32) (param $size i32) (param $sums i32)
    (local $block i32) (local $sum i32) (local $root i32) (local $depth i32) (local $left i32)
    (local $n0 i32) (local $n1 i32) (local $n2 i32) (local $n3 i32) (local $n4 i32) (local $n5 i32) (local $n6 i32) (local $n7 i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $tree) (local.get $end)))
        (local.set $root (i32.load (local.get $tree)))
        (local.set $depth (i32.load offset=4 (local.get $tree)))
        (local.set $block (local.get $blocks))
        (local.set $sum (local.get $sums))
        (block $walked
          (loop $eight
            (br_if $walked (i32.ge_u (local.get $block) (local.get $last)))
            (local.set $n0 (local.get $root))
            (local.set $n1 (local.get $root))
            (local.set $n2 (local.get $root))
            (local.set $n3 (local.get $root))
            (local.set $n4 (local.get $root))
            (local.set $n5 (local.get $root))
            (local.set $n6 (local.get $root))
            (local.set $n7 (local.get $root))
            (local.set $left (local.get $depth))
            (block $arrived
              (loop $walk
                (br_if $arrived (i32.eqz (local.get $left)))
                (local.set $n0 (i32.load offset=8 (i32.add (local.get $n0) (i32.shl (f64.gt (f64.load offset=0 (i32.add (local.get $block) (i32.load (local.get $n0)))) (f64.promote_f32 (f32.load offset=4 (local.get $n0)))) (i32.const 2)))))
                (local.set $n1 (i32.load offset=8 (i32.add (local.get $n1) (i32.shl (f64.gt (f64.load offset=8 (i32.add (local.get $block) (i32.load (local.get $n1)))) (f64.promote_f32 (f32.load offset=4 (local.get $n1)))) (i32.const 2)))))
                (local.set $n2 (i32.load offset=8 (i32.add (local.get $n2) (i32.shl (f64.gt (f64.load offset=16 (i32.add (local.get $block) (i32.load (local.get $n2)))) (f64.promote_f32 (f32.load offset=4 (local.get $n2)))) (i32.const 2)))))
                (local.set $n3 (i32.load offset=8 (i32.add (local.get $n3) (i32.shl (f64.gt (f64.load offset=24 (i32.add (local.get $block) (i32.load (local.get $n3)))) (f64.promote_f32 (f32.load offset=4 (local.get $n3)))) (i32.const 2)))))
                (local.set $n4 (i32.load offset=8 (i32.add (local.get $n4) (i32.shl (f64.gt (f64.load offset=32 (i32.add (local.get $block) (i32.load (local.get $n4)))) (f64.promote_f32 (f32.load offset=4 (local.get $n4)))) (i32.const 2)))))
                (local.set $n5 (i32.load offset=8 (i32.add (local.get $n5) (i32.shl (f64.gt (f64.load offset=40 (i32.add (local.get $block) (i32.load (local.get $n5)))) (f64.promote_f32 (f32.load offset=4 (local.get $n5)))) (i32.const 2)))))
                (local.set $n6 (i32.load offset=8 (i32.add (local.get $n6) (i32.shl (f64.gt (f64.load offset=48 (i32.add (local.get $block) (i32.load (local.get $n6)))) (f64.promote_f32 (f32.load offset=4 (local.get $n6)))) (i32.const 2)))))
                (local.set $n7 (i32.load offset=8 (i32.add (local.get $n7) (i32.shl (f64.gt (f64.load offset=56 (i32.add (local.get $block) (i32.load (local.get $n7)))) (f64.promote_f32 (f32.load offset=4 (local.get $n7)))) (i32.const 2)))))
                (local.set $left (i32.sub (local.get $left) (i32.const 1)))
                (br $walk)))
            (f64.store offset=0 (local.get $sum) (f64.add (f64.load offset=0 (local.get $sum)) (f64.promote_f32 (f32.load offset=4 (local.get $n0)))))
            (f64.store offset=8 (local.get $sum) (f64.add (f64.load offset=8 (local.get $sum)) (f64.promote_f32 (f32.load offset=4 (local.get $n1)))))
            (f64.store offset=16 (local.get $sum) (f64.add (f64.load offset=16 (local.get $sum)) (f64.promote_f32 (f32.load offset=4 (local.get $n2)))))
            (f64.store offset=24 (local.get $sum) (f64.add (f64.load offset=24 (local.get $sum)) (f64.promote_f32 (f32.load offset=4 (local.get $n3)))))
            (f64.store offset=32 (local.get $sum) (f64.add (f64.load offset=32 (local.get $sum)) (f64.promote_f32 (f32.load offset=4 (local.get $n4)))))
            (f64.store offset=40 (local.get $sum) (f64.add (f64.load offset=40 (local.get $sum)) (f64.promote_f32 (f32.load offset=4 (local.get $n5)))))
            (f64.store offset=48 (local.get $sum) (f64.add (f64.load offset=48 (local.get $sum)) (f64.promote_f32 (f32.load offset=4 (local.get $n6)))))
            (f64.store offset=56 (local.get $sum) (f64.add (f64.load offset=56 (local.get $sum)) (f64.promote_f32 (f32.load offset=4 (local.get $n7)))))
            (local.set $block (i32.add (local.get $block) (local.get $size)))
            (local.set $sum (i32.add (local.get $sum) (i32.const 64)))
            (br $eight)))
        (local.set $tree (i32.add (local.get $tree) (i32.const 8)))
        (br $next)))))

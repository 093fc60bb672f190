"""A guard for trainings in tests: one annotated release of one sentence."""

from __future__ import annotations

GUARD = """---
title: Two states sign
published: 2031-05-05
source: Invented
issuer: mfa
issuer_kind: foreign-ministry
region: europe
topic: border
hard: false
split: guard
---
The foreign ministers of ⟦Chad¦a.tcd⟧ and ⟦Mali¦a.mli⟧ met in ⟦Dakar¦p.dakar⟧
on ⟦3 May¦d 2031-05-03⟧.
=====
a.tcd: [country, Chad, TCD]
a.mli: [country, Mali, MLI]
p.dakar: [Dakar, SEN, 2253354, city]
"""

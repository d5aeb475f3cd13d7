// What the names of TeX mean. Each table is `name character name character …`.

/**
 * @param {string} pairs
 * @returns {Map<string, string>}
 */
function table(pairs) {
  const all = pairs.trim().split(/\s+/);
  return new Map(all.flatMap((name, at) => (at % 2 === 0 ? [[name, all[at + 1]]] : [])));
}

/** Letters and what stands like one. */
export const letters = table(`alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ
chi χ psi ψ omega ω infty ∞ partial ∂ nabla ∇ hbar ℏ hslash ℏ ell ℓ imath ı jmath ȷ wp ℘ emptyset ∅ varnothing ∅ aleph ℵ
beth ℶ forall ∀ exists ∃ nexists ∄ top ⊤ bot ⊥ angle ∠ measuredangle ∡ triangle △ square □ Box □ blacksquare ■ qed ∎ prime ′
dagger † ddagger ‡ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠ checkmark ✓ degree ° circledR ® copyright © pounds £ S §
mho ℧ eth ð complement ∁ backprime ‵ bigstar ★ lozenge ◊`);

/** Letters that stand upright. */
export const upright = table(`Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω Re ℜ Im ℑ
ldots … dots … dotsc … cdots ⋯ dotsb ⋯ vdots ⋮ ddots ⋱ % % $ $ # # & & _ _`);

/** Operators, relations, arrows. */
export const operators = table(`times × div ÷ cdot ⋅ cdotp · pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet ∙ oplus ⊕ ominus ⊖ otimes ⊗
oslash ⊘ odot ⊙ dotplus ∔ wedge ∧ land ∧ vee ∨ lor ∨ neg ¬ lnot ¬ cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔ setminus ∖ smallsetminus ∖
wr ≀ amalg ⨿ diamond ⋄ triangleleft ◁ triangleright ▷ ltimes ⋉ rtimes ⋊ bowtie ⋈ le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾
ne ≠ neq ≠ ll ≪ gg ≫ lll ⋘ ggg ⋙ lt < gt > equiv ≡ sim ∼ simeq ≃ approx ≈ cong ≅ propto ∝ varpropto ∝ asymp ≍ doteq ≐ models ⊨
vdash ⊢ dashv ⊣ Vdash ⊩ vDash ⊨ perp ⊥ parallel ∥ nparallel ∦ mid ∣ nmid ∤ in ∈ notin ∉ ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇
subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈ sqsubset ⊏ sqsubseteq ⊑ sqsupseteq ⊒ prec ≺ succ ≻ preceq ⪯ succeq ⪰ lesssim ≲ gtrsim ≳
lessgtr ≶ triangleq ≜ coloneqq ≔ coloneq ≔ eqqcolon ≕ to → rightarrow → gets ← leftarrow ← leftrightarrow ↔ Rightarrow ⇒
Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ longmapsto ⟼ longrightarrow ⟶ longleftarrow ⟵
longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ hookrightarrow ↪ hookleftarrow ↩ uparrow ↑
downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ rightharpoonup ⇀ rightharpoondown ⇁
leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ leadsto ⇝ rightsquigarrow ⇝ twoheadrightarrow ↠ nrightarrow ↛
nRightarrow ⇏ circlearrowleft ↺ circlearrowright ↻ therefore ∴ because ∵ colon : vert | Vert ‖ | ‖ surd √ lhd ⊲ rhd ⊳ bigcirc ◯
nleq ≰ ngeq ≱ nless ≮ ngtr ≯ approxeq ≊ backslash \\ And &`);

/** What may grow round its content. */
export const delimiters = table(`( ( ) ) [ [ ] ] | | / / < ⟨ > ⟩ \\{ { \\} } \\lbrace { \\rbrace } \\lbrack [ \\rbrack ] \\| ‖ \\vert | \\lvert |
\\rvert | \\Vert ‖ \\lVert ‖ \\rVert ‖ \\langle ⟨ \\rangle ⟩ \\lfloor ⌊ \\rfloor ⌋ \\lceil ⌈ \\rceil ⌉ \\uparrow ↑ \\downarrow ↓ \\updownarrow ↕
\\backslash \\ \\lgroup ⟮ \\rgroup ⟯ \\ulcorner ⌜ \\urcorner ⌝`);

/** Large operators; their limits stand above and below in a display. */
export const large = table(`sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ bigvee ⋁ bigwedge ⋀
bigsqcup ⨆ biguplus ⨄`);

/** Their limits stand beside them. */
export const integrals = table('int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯ smallint ∫ intop ∫');

export const functions = new Set(('sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan arg deg dim exp hom ker lg ln '
  + 'log').split(' '));

/** Functions whose limits stand below. */
export const limits = table('lim lim max max min min sup sup inf inf limsup lim~sup liminf lim~inf det det gcd gcd Pr Pr argmax '
  + 'arg~max argmin arg~min injlim inj~lim projlim proj~lim');

/** In em. */
export const spaces = table(', 0.1667 thinspace 0.1667 : 0.2222 > 0.2222 medspace 0.2222 ; 0.2778 thickspace 0.2778 ! -0.1667 '
  + 'negthinspace -0.1667 quad 1 qquad 2 enspace 0.5 enskip 0.5 space 0.25 nobreakspace 0.25');

/** Accents over (the first) and marks that are as wide as what they stand over. */
export const accents = table('hat ^ bar ¯ tilde ~ vec → dot ˙ ddot ¨ dddot ⃛ check ˇ breve ˘ acute ´ grave ` mathring ˚');
export const wide = table('widehat ^ widetilde ~ overline ‾ overrightarrow → overleftarrow ← overleftrightarrow ↔ overbrace ⏞ '
  + 'widecheck ˇ overbracket ⎴');
export const under = table('underline _ underbrace ⏟ underrightarrow → underleftarrow ← underbracket ⎵');

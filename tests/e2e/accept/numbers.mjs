/** A number as the page writes it: `18 300`, `−0.0213`, `2.10 × 10⁻⁵`, `98.4 %`. */
export function parse(text) {
  const plain = text.replaceAll(/[\s%]/g, "").replaceAll("−", "-").replaceAll("⁻", "-");
  const digits = plain.replaceAll(/[⁰¹²³⁴-⁹]/g, (sign) => "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign));
  return Number(digits.replace("×10", "e"));
}

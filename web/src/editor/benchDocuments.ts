/** Documents for the bench, larger than those that people have. */
import type { LsResultItem } from "./index";

export const PAGES = `<View><Pdf name="book" value="$pdf"/><Choices name="kind" toName="book">
  <Choice value="Letter"/><Choice value="Report"/></Choices></View>`;
export const HTML = `<View><HyperTextLabels name="entity" toName="page">
  <Label value="Person"/><Label value="Place"/></HyperTextLabels><HyperText name="page" value="$html"/></View>`;

const LINE = "the quick brown fox jumps over a lazy dog and goes home to Leiden on Friday with four parcels";
const LINES = 62;

/** A PDF of so many full pages; its address. */
export function manyPages(count: number): string {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${count} /Kids [${Array.from({ length: count }, (_, n) => `${4 + 2 * n} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  for (let page = 0; page < count; page += 1) {
    const lines = Array.from(
      { length: LINES },
      (_, n) => `BT /F1 9 Tf 60 ${770 - n * 11.5} Td (${page + 1} ${LINE}) Tj ET`,
    ).join("\n");
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + 2 * page} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${lines.length} >>\nstream\n${lines}\nendstream`,
    );
  }
  let file = "%PDF-1.5\n";
  const places = objects.map((object, n) => {
    const place = file.length;
    file += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${places.join("")}trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF`;
  return URL.createObjectURL(new Blob([file], { type: "application/pdf" }));
}

/** A document of so many characters, in paragraphs with some bold words. */
export function longHtml(characters: number): string {
  const paragraph = `<p>${LINE}, <b>and then once more</b> ${LINE}.</p>`;
  return `<article>${paragraph.repeat(Math.ceil(characters / paragraph.length))}</article>`;
}

/** A label at the beginning of each of the first paragraphs. */
export function labelsOfHtml(count: number): LsResultItem[] {
  return Array.from({ length: count }, (_, n) => {
    const path = `/article[1]/p[${n + 1}]/text()[1]`;
    const value = { start: path, end: path, startOffset: 4, endOffset: 19, hypertextlabels: ["Person"] };
    return { id: `h${n}`, from_name: "entity", to_name: "page", type: "hypertextlabels", value };
  });
}

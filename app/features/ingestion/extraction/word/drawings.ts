import type { Finding } from '../extracted-document.ts';
import type { Attributes } from './parse-xml.ts';
import { child, type XmlNode } from './xml-node.ts';

/** What drawings and objects say of themselves: follows their elements and tells what cannot be read. */
export class Drawings {
  /** The description of the drawing that is open. */
  #description = '';
  /** Objects of other programs that are open: their picture is no picture of the document. */
  #objects = 0;
  /** The ground of the shape that is open, as far as it is said. */
  #fill: string | undefined;

  /** What stands behind the text of a box; 'some' where it cannot be told. */
  get boxFill(): string {
    return this.#fill ?? 'some';
  }

  get description(): string {
    return this.#description;
  }

  /** What cannot be read of an element, if it is one of these. */
  begin(name: string, attributes: Attributes): Finding | undefined {
    switch (name) {
      case 'wp:docPr':
      case 'v:shape':
      case 'v:rect':
        this.#description = attributes['descr'] ?? attributes['alt'] ?? attributes['title'] ?? '';
        this.#fill = undefined;
        return undefined;
      case 'pic:cNvPr':
        return { kind: 'picture', text: attributes['descr'] ?? this.#description };
      case 'v:imagedata':
        return this.#objects === 0 ? { kind: 'picture', text: this.#description } : undefined;
      case 'c:chart':
        return { kind: 'drawing', text: `Chart. ${this.#description}`.trim() };
      case 'w:object':
        this.#objects += 1;
        return undefined;
      case 'o:OLEObject': {
        const program = attributes['ProgID'] ?? '';
        return { kind: /^equation/i.test(program) ? 'equation' : 'embedded-file', text: program };
      }
      case 'w:subDoc':
        return { kind: 'embedded-file', text: 'A subdocument in a file of its own' };
      case 'w:control':
        return { kind: 'object', text: attributes['w:name'] };
      default:
        return undefined;
    }
  }

  end(name: string): void {
    if (name === 'w:object') this.#objects -= 1;
  }

  /** Takes the properties of a shape (`wps:spPr`) or its style (`wps:style`). */
  describe(node: XmlNode): void {
    if (node.name === 'wps:style') this.#fill ??= 'some';
    else this.#fill = shapeFill(node);
  }
}

/** A colour, 'some' for anything that is not told exactly; undefined when nothing is said. */
function shapeFill(node: XmlNode): string | undefined {
  const solid = child(node, 'a:solidFill');
  const exact = child(solid, 'a:srgbClr')?.attributes['val'];
  const theme = child(solid, 'a:schemeClr')?.attributes['val'];
  if (exact) return exact;
  if (solid) return theme === 'bg1' || theme === 'lt1' ? 'FFFFFF' : 'some';
  return ['a:gradFill', 'a:blipFill', 'a:pattFill', 'a:noFill'].some((name) => child(node, name)) ? 'some' : undefined;
}

/** What the attributes of a tag may be. */
export interface AttributeRules {
  /** Those that mean something here, with their possible values; an empty list takes any value. Case matters. */
  readonly understood: Readonly<Record<string, readonly string[]>>;
  readonly required: readonly string[];
  /** Those that only change how Label Studio draws; in lower case. */
  readonly cosmetic: ReadonlySet<string>;
  /** Features that are not offered, with the values that leave them off; in lower case. */
  readonly off: Readonly<Record<string, readonly string[]>>;
}

/** Model backends read attributes that begin so; neither the server nor the page has a use for them. */
const FOR_MODELS = ["model_", "predicted_values"];

/** The possible values of an attribute, an empty list for any; null when it cannot be written at all. */
export function valuesOf(rules: AttributeRules, attribute: string): readonly string[] | null {
  if (Object.hasOwn(rules.understood, attribute)) return rules.understood[attribute] ?? [];
  const lower = attribute.toLowerCase();
  if (Object.hasOwn(rules.off, lower)) return rules.off[lower]?.length ? rules.off[lower] : null;
  if (Object.keys(rules.understood).some((name) => name.toLowerCase() === lower)) return null;
  return rules.cosmetic.has(lower) || FOR_MODELS.some((start) => lower.startsWith(start)) ? [] : null;
}

/** An attribute that was probably meant: the same letters in another case. */
export function meantAttribute(rules: AttributeRules, attribute: string): string | undefined {
  return Object.keys(rules.understood).find((name) => name.toLowerCase() === attribute.toLowerCase());
}

const ANY: readonly string[] = [];
const YES_NO = ["true", "false"];
const NO = ["false"];
const LOOK = "style className idAttr size hint";
const TOOLBAR =
  "zoom zoomBy zoomControl negativeZoom defaultZoom brightnessControl contrastControl rotateControl";
const CANVAS =
  "smoothing width height maxWidth maxHeight grid gridSize gridColor crosshair crossOrigin preload resize";
const REGION_LOOK = `showInline opacity fillColor fillOpacity strokeColor strokeWidth canRotate ${LOOK}`;

const CONTROL = { name: ANY, toName: ANY, required: YES_NO, requiredMessage: ANY };
const OPTION = { value: ANY, alias: ANY, hotkey: ANY, background: ANY, selected: YES_NO };
const CONDITIONS = { visiblewhen: ANY, whentagname: ANY, whenlabelvalue: ANY, whenchoicevalue: ANY };
const CONTROL_OFF = { ...CONDITIONS, value: ANY, peritem: NO, readonly: NO };
const OPTION_OFF = { ...CONDITIONS, html: ANY, maxusages: ANY, readonly: NO, visible: ["true"] };

export const VIEW_RULES: AttributeRules = {
  understood: {},
  required: [],
  cosmetic: words(`display ${LOOK}`),
  off: CONDITIONS,
};

export const HEADER_RULES: AttributeRules = {
  understood: { value: ANY },
  required: ["value"],
  cosmetic: words(`name underline level ${LOOK}`),
  off: CONDITIONS,
};

export const TEXT_RULES: AttributeRules = {
  understood: { name: ANY, value: ANY },
  required: ["name", "value"],
  cosmetic: words(`granularity highlightColor showLabels ${LOOK}`),
  off: {
    ...CONDITIONS,
    valuetype: ["text"],
    encoding: ["none"],
    selectionenabled: ["true"],
    savetextresult: ["yes"],
  },
};

export const IMAGE_RULES: AttributeRules = {
  understood: { name: ANY, value: ANY },
  required: ["name", "value"],
  cosmetic: words(`${TOOLBAR} ${CANVAS} horizontalAlignment verticalAlignment ${LOOK}`),
  off: { ...CONDITIONS, valuelist: ANY },
};

export const CHOICES_RULES: AttributeRules = {
  understood: { ...CONTROL, choice: ["single", "single-radio", "multiple"], perRegion: YES_NO },
  required: ["name", "toName"],
  cosmetic: words(`showInline layout ${LOOK}`),
  off: { ...CONTROL_OFF, allownested: NO, randomize: NO },
};

/** Of every control that draws regions and names them. */
export const REGION_RULES: AttributeRules = {
  understood: { ...CONTROL, choice: ["single", "multiple"] },
  required: ["name", "toName"],
  cosmetic: words(REGION_LOOK),
  off: {
    ...CONTROL_OFF,
    perregion: NO,
    maxusages: ANY,
    allowempty: NO,
    smart: NO,
    smartonly: NO,
    snap: ["none"],
  },
};

export const CHOICE_RULES: AttributeRules = {
  understood: OPTION,
  required: ["value"],
  cosmetic: words(`color showAlias aliasStyle ${LOOK}`),
  off: OPTION_OFF,
};

export const LABEL_RULES: AttributeRules = {
  understood: OPTION,
  required: ["value"],
  cosmetic: words(`showAlias aliasStyle selectedColor category granularity ${LOOK}`),
  off: OPTION_OFF,
};

function words(list: string): ReadonlySet<string> {
  return new Set(list.toLowerCase().split(" "));
}

import type { Facts, Happening } from './events.js';

/** A field of a form, as the browser gives it. */
export interface FormField {
  name: string;
  type: string;
  value: string;
  /** a box or a circle that is ticked; true for every other field */
  chosen: boolean;
  /** what `data-impuls-identify` says: whom the value names */
  identifies: string | null;
}

/** Types whose values are never told, whatever the page lists. */
const SECRET = /^(password|file)$/;

const UNNAMED = /^(submit|button|reset|image)$/;

/**
 * Gives what is told of a submitted form: its name and the names of its fields; values only of
 * fields that the page lists, and the person only where a field is marked to name them.
 */
export function submitted(form: string, fields: FormField[], listed: string[]): Happening {
  const named = fields.filter((field) => field.name && !UNNAMED.test(field.type));
  const properties: Record<string, unknown> = {
    form,
    fields: [...new Set(named.map((field) => field.name))],
  };
  const told = named.filter(
    (field) => listed.includes(field.name) && !SECRET.test(field.type) && field.chosen,
  );
  if (told.length > 0) {
    properties.values = valuesOf(told);
  }
  return { type: 'form.submitted', facts: { properties, ...person(fields) } };
}

/** Gives one answer per question of a survey that was answered. */
export function answers(survey: string, fields: FormField[]): Happening[] {
  const given = fields.filter(
    (field) =>
      field.name &&
      field.chosen &&
      field.value &&
      !field.identifies &&
      !SECRET.test(field.type) &&
      !UNNAMED.test(field.type),
  );
  return Object.entries(valuesOf(given)).map(([question, answer]) => ({
    type: 'survey.answered',
    facts: { properties: { survey, question, answer } },
  }));
}

function valuesOf(fields: FormField[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { name, value } of fields) {
    values[name] = name in values ? values[name] + ', ' + value : value;
  }
  return values;
}

function person(fields: FormField[]): Facts {
  const facts: Facts = {};
  for (const { identifies, value, chosen } of fields) {
    const said = value.trim();
    if (!said || !chosen) {
      continue;
    }
    if (identifies === 'email' || identifies === 'phone' || identifies === 'userId') {
      facts[identifies] = said;
    } else if (identifies) {
      facts.traits = { ...facts.traits, [identifies]: said };
    }
  }
  return facts;
}

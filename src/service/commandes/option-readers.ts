import { InvalidArgumentError } from "commander";
import { isSource, SOURCES, type Source } from "#socle/regles/shared/source.ts";

export function readSource(value: string): Source {
  if (!isSource(value))
    throw new InvalidArgumentError(`La source « ${value} » n’existe pas. Choisissez parmi : ${SOURCES.join(", ")}.`);
  return value;
}

export function readAnnee(value: string): number {
  if (!/^(19|20)\d\d$/.test(value))
    throw new InvalidArgumentError(`« ${value} » n’est pas une année. Écrivez par exemple 2017.`);
  return Number(value);
}

export function readJour(value: string): string {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : null;
  if (parsed && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value)) return value;
  throw new InvalidArgumentError(`« ${value} » n’est pas un jour. Écrivez par exemple 2026-03-01.`);
}

export function readTrimestre(value: string): 1 | 2 | 3 | 4 {
  const trimestre = Number(value);
  if (trimestre !== 1 && trimestre !== 2 && trimestre !== 3 && trimestre !== 4) {
    throw new InvalidArgumentError(`« ${value} » n’est pas un trimestre. Écrivez 1, 2, 3 ou 4.`);
  }
  return trimestre;
}

export function readSiren(value: string): string {
  if (!/^\d{9}$/.test(value))
    throw new InvalidArgumentError(
      `« ${value} » n’est pas un SIREN. Écrivez ses neuf chiffres, par exemple 200068666.`,
    );
  return value;
}

export function readLot(value: string): number {
  if (!/^\d{1,12}$/.test(value))
    throw new InvalidArgumentError(`« ${value} » n’est pas un numéro de lot. Écrivez par exemple 12.`);
  return Number(value);
}

export function readChoice<const Word extends string>(words: readonly Word[]): (value: string) => Word {
  return (value) => {
    const found = words.find((word) => word === value);
    if (!found)
      throw new InvalidArgumentError(`« ${value} » n’est pas accepté. Choisissez parmi : ${words.join(", ")}.`);
    return found;
  };
}

/** `.option(...FORMAT)`: for commands that a person or a program reads. */
export const FORMAT = ["--format <format>", "texte ou json", readChoice(["texte", "json"]), "texte"] as const;

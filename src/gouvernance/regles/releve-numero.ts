import { type GenreInstance, SIGLE_GENRE_INSTANCE } from "#socle/regles/gouvernance/instance.ts";

type InstanceNommee = { readonly id: number; readonly genre: GenreInstance };

/**
 * « 2018-CC-02 »: year, initials of the instance, rank of the meeting in it. A second instance of the same kind is « GT2 », by age: two
 * working groups never share a number. `instances`: all those of the territory.
 */
export function numeroReleve(
  reunion: { readonly instance: number; readonly jour: string; readonly numero: number },
  instances: readonly InstanceNommee[],
): string {
  const own = instances.find(({ id }) => id === reunion.instance);
  if (!own) throw new Error(`no instance ${reunion.instance}`);
  const rang = instances.filter(({ genre, id }) => genre === own.genre && id < own.id).length + 1;
  const sigle = `${SIGLE_GENRE_INSTANCE[own.genre]}${rang === 1 ? "" : rang}`;
  return `${reunion.jour.slice(0, 4)}-${sigle}-${String(reunion.numero).padStart(2, "0")}`;
}

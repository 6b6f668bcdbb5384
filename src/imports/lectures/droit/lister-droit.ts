import { composeLu } from "#donnees/lectures/droit/lecture.ts";
import type { JeuImporte, SaisieSuivie } from "#donnees/lectures/droit/ports.ts";
import { findContradictions, latestJeux, type SaisieEcartee } from "#droit/regles/composer.ts";
import type { Declaration, EnVigueur, Jeu } from "#droit/regles/enregistrement.ts";
import { JEUX_LIVRES } from "#droit/regles/livre.ts";
import { covers } from "#droit/regles/periodes.ts";
import type { DefautJeu } from "#droit/regles/verifier-jeu.ts";
import type { Base } from "#socle/lectures/base.ts";

/** State of a record on the day. */
export type EtatEnregistrement = "passe" | "en-vigueur" | "a-venir";

export type EnregistrementListe = EnVigueur<unknown> & { readonly etat: EtatEnregistrement };

export type ParametreListe = Declaration & { readonly enregistrements: readonly EnregistrementListe[] };

/** By theme: the name of the set that declares the parameters. */
export type DroitListe = {
  readonly jour: string;
  readonly themes: readonly {
    readonly jeu: Jeu;
    readonly importe: JeuImporte | null;
    readonly parametres: readonly ParametreListe[];
  }[];
  readonly autres: readonly JeuImporte[];
  readonly saisies: readonly SaisieSuivie[];
  readonly ecartees: readonly SaisieEcartee[];
  /** Records of two publishers on the same day: the last imported one is read. */
  readonly contradictions: readonly DefautJeu[];
};

/** All records that the rules may read, and those that wait for a second person. */
export async function listerDroit({ droit }: Pick<Base, "droit">, jour: string): Promise<DroitListe> {
  const [importes, saisies] = await Promise.all([droit.jeux(), droit.saisies()]);
  const compose = composeLu(importes, saisies);
  const held = latestJeux([...JEUX_LIVRES, ...importes.map(({ jeu }) => jeu)]);
  const importeOf = (jeu: Jeu) => importes.find((one) => one.jeu === jeu) ?? null;
  const livres = new Set(JEUX_LIVRES.map(({ editeur, nom }) => `${editeur}\n${nom}`));
  const isTheme = ({ editeur, nom }: Jeu) => livres.has(`${editeur}\n${nom}`);
  return {
    jour,
    themes: held.filter(isTheme).map((jeu) => ({
      jeu,
      importe: importeOf(jeu),
      parametres: declaredBy(jeu).flatMap(({ code }) => {
        const found = compose.droit.get(code);
        if (!found) return [];
        const { valeurs, locales, ...declaration } = found;
        const all = [...valeurs, ...[...locales.values()].flat()];
        return [{ ...declaration, enregistrements: withEtat(all, jour) }];
      }),
    })),
    autres: importes.filter(({ jeu }) => !isTheme(jeu) && held.includes(jeu)),
    saisies,
    ecartees: compose.ecartees,
    contradictions: findContradictions(held),
  };
}

/** A later version of a set may omit its declarations: the former ones apply. */
function declaredBy({ editeur, nom, parametres }: Jeu): Jeu["parametres"] {
  if (parametres.length > 0) return parametres;
  return JEUX_LIVRES.find((one) => one.editeur === editeur && one.nom === nom)?.parametres ?? [];
}

function withEtat(records: readonly EnVigueur<unknown>[], jour: string): readonly EnregistrementListe[] {
  return records.map((record) => ({ ...record, etat: etatOf(record, records, jour) }));
}

function etatOf(record: EnVigueur<unknown>, records: readonly EnVigueur<unknown>[], jour: string): EtatEnregistrement {
  if (record.depuis > jour) return "a-venir";
  const beside = records.filter(({ territoire }) => territoire === record.territoire);
  return covers(record, jour) && beside.findLast((one) => covers(one, jour)) === record ? "en-vigueur" : "passe";
}

import type { NatureRupture } from "#acces/lectures/journal/chaine.ts";
import type { ChaineEcrite } from "./chaines.ts";

/** What somebody with the owner's rights does to one chain, and what the verification must say of it, exactly. */
export type Alteration = {
  readonly nom: string;
  readonly sql: string;
  readonly attendues: readonly { readonly nature: NatureRupture; readonly numero: number; readonly jusqua: number }[];
};

/** A number drawn from `min` to `max`, both included. */
export type Tirage = (min: number, max: number) => number;

type Faire = (chaine: ChaineEcrite, tirage: Tirage) => Omit<Alteration, "nom">;

const one = (nature: NatureRupture, numero: number, jusqua = numero) => ({ nature, numero, jusqua });

function at({ organisation }: ChaineEcrite, numero: number): string {
  return `organisation = ${organisation} and numero = ${numero}`;
}

/** A line replaced with its hash: the next one gives it away, or the head. */
function replacedAt({ longueur }: ChaineEcrite, numero: number): Alteration["attendues"][number] {
  return one(numero === longueur ? "tete" : "remplacee", numero);
}

const CHAMPS = [
  "le = le + interval '1 microsecond'",
  "compte = coalesce(compte, 0) + 1",
  "auteur = auteur || ' '",
  "epci = null",
  "acte = 'piece-lue'",
  "ressource = 'demande-menage'",
  "objet = coalesce(objet, '') || 'x'",
  "demandeur = gen_random_uuid()",
  "motif = coalesce(motif, '') || '.'",
  "objet = motif, motif = objet",
] as const;

const HORS = 1_000_000;

const FAIRE: Readonly<Record<string, Faire>> = {
  "un champ": (chaine, tirage) => {
    const numero = tirage(1, chaine.longueur);
    const sql = `update journal.entree set ${CHAMPS[tirage(0, CHAMPS.length - 1)]} where ${at(chaine, numero)}`;
    return { sql, attendues: [one("modifiee", numero)] };
  },
  "un champ, empreinte refaite": (chaine, tirage) => {
    const numero = tirage(1, chaine.longueur);
    const sql = `update journal.entree set auteur = 'personne' where ${at(chaine, numero)};
                 update journal.entree e set empreinte = journal.empreinte(e) where ${at(chaine, numero)}`;
    return { sql, attendues: [replacedAt(chaine, numero)] };
  },
  empreinte: (chaine, tirage) => {
    const numero = tirage(1, chaine.longueur);
    const sql = `update journal.entree set empreinte = sha256(empreinte) where ${at(chaine, numero)}`;
    return {
      sql,
      attendues:
        numero === chaine.longueur ? [one("modifiee", numero), one("tete", numero)] : [one("modifiee", numero)],
    };
  },
  "lien vers la ligne d’avant": (chaine, tirage) => {
    const numero = tirage(1, chaine.longueur);
    const sql = `update journal.entree set precedent = sha256(precedent) where ${at(chaine, numero)}`;
    return { sql, attendues: [one("modifiee", numero)] };
  },
  "suppression au milieu": (chaine, tirage) => {
    const numero = tirage(1, chaine.longueur - 1);
    const jusqua = tirage(numero, chaine.longueur - 1);
    const sql = `delete from journal.entree where organisation = ${chaine.organisation} and numero between ${numero} and ${jusqua}`;
    return { sql, attendues: [one("supprimees", numero, jusqua)] };
  },
  "suppression au milieu, suite renumérotée": (chaine, tirage) => {
    const numero = tirage(1, chaine.longueur - 2);
    const sql = `delete from journal.entree where ${at(chaine, numero)};
                 ${shift(chaine, numero, -1)};
                 update journal.tete set numero = numero - 1 where organisation = ${chaine.organisation}`;
    return { sql, attendues: [one("modifiee", numero, chaine.longueur - 1)] };
  },
  "suppression de la fin": (chaine, tirage) => {
    const numero = tirage(1, chaine.longueur);
    const sql = `delete from journal.entree where organisation = ${chaine.organisation} and numero >= ${numero}`;
    return { sql, attendues: [one("supprimees", numero, chaine.longueur)] };
  },
  "échange de deux lignes": (chaine, tirage) => {
    const { premier, second } = twoOf(chaine, tirage);
    const sql = exchange(chaine, premier, second);
    // The last line's hash is no longer where the head expects it.
    const tete = second === chaine.longueur ? [one("tete", second)] : [];
    return { sql, attendues: [...both("modifiee", premier, second), ...tete] };
  },
  "échange de deux lignes, empreintes refaites": (chaine, tirage) => {
    const { premier, second } = twoOf(chaine, tirage);
    const sql = `create temp table place on commit drop as
                   select numero, precedent from journal.entree
                    where organisation = ${chaine.organisation} and numero in (${premier}, ${second});
                 ${exchange(chaine, premier, second)};
                 update journal.entree e set precedent = p.precedent from place p
                  where e.organisation = ${chaine.organisation} and e.numero = p.numero;
                 update journal.entree e set empreinte = journal.empreinte(e)
                  where e.organisation = ${chaine.organisation} and e.numero in (${premier}, ${second});
                 drop table place`;
    return {
      sql,
      attendues:
        second === chaine.longueur
          ? [one("remplacee", premier), one("tete", second)]
          : both("remplacee", premier, second),
    };
  },
  "insertion au milieu, suite renumérotée": (chaine, tirage) => {
    const numero = tirage(1, chaine.longueur);
    const suivie = tirage(0, 1) === 1;
    const tete = suivie
      ? `update journal.tete set numero = numero + 1 where organisation = ${chaine.organisation}`
      : "select 1";
    const sql = `${shift(chaine, numero, 1)};
                 ${forge(chaine, numero, `(select precedent from journal.entree where ${at(chaine, numero + 1)})`)};
                 ${tete}`;
    const suite = one("modifiee", numero + 1, chaine.longueur + 1);
    return { sql, attendues: suivie ? [suite] : [suite, one("tete", chaine.longueur)] };
  },
  "ajout à la fin": (chaine) => {
    const tete = `(select empreinte from journal.tete where organisation = ${chaine.organisation})`;
    return { sql: forge(chaine, chaine.longueur + 1, tete), attendues: [one("ajoutees", chaine.longueur + 1)] };
  },
  "tête avancée": (chaine, tirage) => ({
    sql: `update journal.tete set numero = numero + ${tirage(1, 9)} where organisation = ${chaine.organisation}`,
    attendues: [one("tete", chaine.longueur)],
  }),
  "tête reculée": (chaine, tirage) => {
    const numero = tirage(0, chaine.longueur - 1);
    return {
      sql: `update journal.tete set numero = ${numero} where organisation = ${chaine.organisation}`,
      attendues: [one("tete", numero)],
    };
  },
  "tête reculée avec son empreinte": (chaine, tirage) => {
    const numero = tirage(1, chaine.longueur - 1);
    return {
      sql: `update journal.tete set numero = ${numero},
                   empreinte = (select empreinte from journal.entree where ${at(chaine, numero)})
             where organisation = ${chaine.organisation}`,
      attendues: [one("ajoutees", numero + 1, chaine.longueur)],
    };
  },
  "empreinte de la tête": (chaine) => ({
    sql: `update journal.tete set empreinte = sha256(empreinte) where organisation = ${chaine.organisation}`,
    attendues: [one("tete", chaine.longueur)],
  }),
  "tête effacée": (chaine) => ({
    sql: `delete from journal.tete where organisation = ${chaine.organisation}`,
    attendues: [one("tete-absente", chaine.longueur)],
  }),
};

export const ALTERATIONS: readonly string[] = Object.keys(FAIRE);

/** One alteration of the chain, drawn with all its parameters. Chains have at least four lines. */
export function drawAlteration(chaine: ChaineEcrite, tirage: Tirage): Alteration {
  const nom = ALTERATIONS[tirage(0, ALTERATIONS.length - 1)] ?? "";
  const faire = FAIRE[nom];
  if (!faire) throw new Error(`no alteration ${nom}`);
  return { nom, ...faire(chaine, tirage) };
}

function twoOf({ longueur }: ChaineEcrite, tirage: Tirage): { readonly premier: number; readonly second: number } {
  const premier = tirage(1, longueur - 1);
  return { premier, second: tirage(premier + 1, longueur) };
}

/** Neighbours are told in one go. */
function both(nature: NatureRupture, premier: number, second: number): Alteration["attendues"] {
  return second === premier + 1 ? [one(nature, premier, second)] : [one(nature, premier), one(nature, second)];
}

function exchange(chaine: ChaineEcrite, premier: number, second: number): string {
  return `update journal.entree set numero = ${HORS} where ${at(chaine, premier)};
          update journal.entree set numero = ${premier} where ${at(chaine, second)};
          update journal.entree set numero = ${second} where ${at(chaine, HORS)}`;
}

/** By a detour: the primary key is checked line by line. */
function shift({ organisation }: ChaineEcrite, depuis: number, pas: number): string {
  return `update journal.entree set numero = numero + ${HORS} where organisation = ${organisation} and numero >= ${depuis};
          update journal.entree set numero = numero - ${HORS} + ${pas} where organisation = ${organisation} and numero >= ${HORS}`;
}

/** A line that never was, with the right link and the right hash. */
function forge({ organisation }: ChaineEcrite, numero: number, precedent: string): string {
  return `insert into journal.entree (organisation, numero, le, auteur, epci, acte, ressource, precedent, empreinte)
          values (${organisation}, ${numero}, now(), 'personne', '200068666', 'dossier-lu', 'demande-identite', ${precedent}, '');
          update journal.entree e set empreinte = journal.empreinte(e) where ${at({ organisation, longueur: 0 }, numero)}`;
}

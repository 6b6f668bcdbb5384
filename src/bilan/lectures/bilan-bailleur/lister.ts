import { nameBailleur } from "#donnees/regles/bailleur/nom-bailleur.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationsFor } from "#socle/regles/habilitation/peut.ts";
import { lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import { labelPeriode, type Periode, quarterPeriode } from "#socle/regles/shared/periode.ts";
import type {
  CaseBilan,
  EnteteBilanBailleur,
  FiguresBailleur,
  LigneBilans,
  ListeBilans,
  MoisPublie,
} from "./bilan-bailleur.ts";

type ListeQuestion = { readonly epci: string; readonly annee: number; readonly aujourdhui: string };

/** State of each bailleur × quarter that the reader may see: their own, or all. */
export async function listerBilansBailleurs(
  base: Base,
  { epci, annee, aujourdhui }: ListeQuestion,
): Promise<ListeBilans> {
  const [mois, versions, noms] = await Promise.all([
    base.bilansBailleurs.mois(epci, annee),
    base.bilansBailleurs.list(epci, annee),
    base.cubes.bailleurs(epci),
  ]);
  const own = habilitationsFor(base.acteur, "bilan", "creer", epci);
  const organisationOf = (siren: string) => own.find((one) => one.siren === siren)?.organisation ?? null;
  const sirens = [
    ...mois.map((row) => row.bailleur),
    ...versions.flatMap(({ siren }) => siren ?? []),
    ...own.flatMap(({ siren }) => siren ?? []),
  ];
  const lignes = [...new Set(sirens)].map((siren): LigneBilans => {
    const known = {
      mois: mois.filter((row) => row.bailleur === siren),
      versions: versions.filter((v) => v.siren === siren),
    };
    const cases = ([1, 2, 3, 4] as const).map((t) => buildCase(quarterPeriode(annee, t), known, aujourdhui));
    const nom = noms.get(siren) ?? known.versions[0]?.nomOrganisation ?? nameBailleur(siren, noms);
    return { siren, nom, organisation: organisationOf(siren), cases };
  });
  return { annee, lignes: lignes.toSorted((a, b) => a.nom.localeCompare(b.nom, "fr")), versions };
}

type Connu = { readonly mois: readonly MoisPublie[]; readonly versions: readonly EnteteBilanBailleur[] };

function buildCase(periode: Periode, { mois, versions }: Connu, aujourdhui: string): CaseBilan {
  const { annee, code, premierMois, dernierMois } = periode;
  const published = mois.filter((row) => row.mois >= premierMois && row.mois <= dernierMois);
  const baux = published.reduce((total, row) => total + row.nombre, 0);
  const own = versions.filter((version) => version.periode === code);
  const signee = own.find(({ etat }) => etat === "signe");
  const ouverte = own.find(({ etat }) => etat === "prepare" || etat === "commente");
  const shown = signee ?? ouverte;
  return {
    periode: code,
    libelle: labelPeriode(periode),
    baux,
    etat: etatOf(shown, baux),
    version: shown?.id ?? null,
    le: shown ? (shown.signeLe ?? shown.commenteLe ?? shown.prepareLe) : null,
    revision: signee && ouverte ? ouverte.id : null,
    change: shown !== undefined && !sameMois(published, shown.mois),
    termine: aujourdhui > lastDayOfMonth(annee, dernierMois),
  };
}

function etatOf(shown: EnteteBilanBailleur | undefined, baux: number): CaseBilan["etat"] {
  if (!shown) return baux === 0 ? "sans-bail" : "a-preparer";
  // A replaced version is never the one shown.
  return shown.etat === "remplace" ? "signe" : shown.etat;
}

/** Whether two lists of months hold the same leases. */
function sameMois(a: FiguresBailleur["mois"], b: FiguresBailleur["mois"]): boolean {
  const text = (mois: FiguresBailleur["mois"]) =>
    mois
      .map((row) => `${row.mois}:${row.empreinte}`)
      .sort()
      .join();
  return text(a) === text(b);
}

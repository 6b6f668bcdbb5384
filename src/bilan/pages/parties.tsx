import { sayExtractions } from "#droit/regles/patrimoine/dire-localisation.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import type { Suite } from "#socle/pages/design/gabarit.tsx";
import { PremierQuartile } from "#socle/pages/design/parts.tsx";
import { formatEuros, formatTauxCourt } from "#socle/regles/shared/format.ts";
import type { Axe, Bilan } from "../lectures/bilan.ts";
import { TableBailleurs } from "./bailleur-table.tsx";
import { type FondCarte, renderCarteBilan } from "./carte.ts";
import { CascadeBailleurs } from "./cascade-figure.tsx";
import { AvertissementInconnus, BauxDeBlaise, NonLocalisees } from "./chiffres.tsx";
import { SectionCommunes } from "./commune-section.tsx";
import { Controles } from "./controle-table.tsx";
import { SectionMethode } from "./methode.tsx";
import { TableParc } from "./parc-table.tsx";
import { hrefBilan, PARTIES_BILAN, type PartieBilan, questionOf } from "./questions.ts";
import { PAGE_SERIE } from "./serie-perimetre-page.tsx";
import { SectionTerritorialises } from "./territorialise-table.tsx";
import { TableVentilation } from "./ventilation-table.tsx";

/** A table of counts tells nothing of these. */
const DES_BAUX: readonly PartieBilan[] = [
  "communes",
  "trimestres",
  "secteur",
  "contingent",
  "origine",
  "prioritaire",
  "dalo",
  "menage",
  "age",
];

/** The parts that this bilan has, `ici` left out. */
export function suitesOf(bilan: Bilan, ici: PartieBilan | null): readonly Suite[] {
  const { territoire } = bilan;
  const parties = (Object.keys(PARTIES_BILAN) as readonly PartieBilan[]).filter(
    (partie) => partie !== ici && has(bilan, partie),
  );
  return [
    ...parties.map((partie) => ({
      href: hrefBilan(territoire, questionOf(bilan), partie),
      libelle: PARTIES_BILAN[partie],
    })),
    { href: hrefTerritoire(territoire, PAGE_SERIE), libelle: "D’une année à l’autre" },
  ];
}

function has(bilan: Bilan, partie: PartieBilan): boolean {
  if (partie === "territorialises") return bilan.territorialises !== undefined;
  if (!DES_BAUX.includes(partie)) return true;
  if (bilan.surComptes) return false;
  const axe = bilan.ventilations.find((une) => une.axe === partie);
  return axe === undefined || axe.lignes.length > 0;
}

type Props = {
  readonly cadre: Cadre;
  readonly bilan: Bilan;
  readonly fond: FondCarte;
  readonly partie: PartieBilan;
  readonly regle: string | null;
};

/** One part of the bilan, whole. */
export function ContenuPartie({ cadre, bilan, fond, partie, regle }: Props) {
  switch (partie) {
    case "bailleurs":
      return (
        <>
          <CascadeBailleurs bilan={bilan} />
          <TableBailleurs bilan={bilan} objet="horsQpv" />
          <TableBailleurs bilan={bilan} objet="qpv" />
        </>
      );
    case "inconnues":
      return <Inconnues cadre={cadre} bilan={bilan} />;
    case "territorialises":
      return <SectionTerritorialises lignes={bilan.territorialises ?? []} />;
    case "communes":
      return <SectionCommunes bilan={bilan} carte={renderCarteBilan(bilan, fond)} />;
    case "trimestres":
      return <Trimestres bilan={bilan} />;
    case "parc":
      return bilan.parc ? (
        <TableParc parc={bilan.parc} />
      ) : (
        <p>Aucun fichier RPLS n’est publié : le parc est inconnu.</p>
      );
    case "controles":
      return <Controles bilan={bilan} />;
    case "methode":
      return (
        <>
          <TexteRegle bilan={bilan} />
          <SectionMethode
            bilan={bilan}
            lots={cadre.droits.lireLots}
            regle={regle}
            href={(une) => hrefBilan(bilan.territoire, questionOf(bilan), "methode", une)}
          />
        </>
      );
    default:
      return <ParAxe bilan={bilan} axe={partie} />;
  }
}

function Inconnues({ cadre, bilan }: Pick<Props, "cadre" | "bilan">) {
  return (
    <>
      <AvertissementInconnus bilan={bilan} localiser={cadre.droits.localiser} />
      <NonLocalisees bilan={bilan} rattacher={cadre.droits.localiser} />
      {sayExtractions(bilan.extractions).map((phrase) => (
        <p>{phrase}</p>
      ))}
      <BauxDeBlaise bilan={bilan} />
    </>
  );
}

function Trimestres({ bilan }: { bilan: Bilan }) {
  const { annee, trimestres, cumuls, territoire } = bilan;
  if (trimestres.length === 0) return <p>Aucun trimestre de {annee} ne compte d’attribution.</p>;
  return (
    <>
      <TableVentilation
        titre={`Trimestres de ${annee}`}
        premiereColonne="Trimestre"
        lignes={trimestres}
        href={(code) => hrefBilan(territoire, { ...questionOf(bilan), periode: code })}
      />
      {cumuls.length > 1 ? (
        <TableVentilation titre="Depuis le 1er janvier" premiereColonne="Période" lignes={cumuls} />
      ) : null}
    </>
  );
}

const PREMIERE_COLONNE = {
  commune: "Commune",
  secteur: "Secteur",
  contingent: "Réservataire",
  origine: "Origine",
  prioritaire: "Public",
  dalo: "DALO",
  menage: "Ménage",
  age: "Âge",
} as const satisfies Readonly<Record<Axe, string>>;

function ParAxe({ bilan, axe }: { bilan: Bilan; axe: Axe }) {
  const found = bilan.ventilations.find((une) => une.axe === axe);
  if (!found || found.lignes.length === 0) return <p>Les fichiers de cette période ne le disent pas.</p>;
  return <TableVentilation titre={found.titre} premiereColonne={PREMIERE_COLONNE[axe]} lignes={found.lignes} />;
}

function TexteRegle({ bilan }: { bilan: Bilan }) {
  const { horsQpv, qpv, seuilPremierQuartile, perimetre } = bilan;
  return (
    <p>
      Hors quartier prioritaire, au moins {formatTauxCourt(horsQpv.plancher)} des attributions suivies d’un bail signé
      doivent aller à des ménages du <PremierQuartile /> ou relogés ; en quartier prioritaire, au moins{" "}
      {formatTauxCourt(qpv.plancher)} à des ménages des trois autres quartiles.
      {horsQpv.cible?.taux && !horsQpv.cible.parts
        ? ` La convention vise ${formatTauxCourt(horsQpv.cible.taux)} hors quartier prioritaire.`
        : ""}
      {seuilPremierQuartile === null
        ? " Aucun seuil de ressources n’est connu pour cette année : les quartiles sont ceux que déclare le fichier."
        : ` Seuil de ressources : ${formatEuros(seuilPremierQuartile)} par an et par unité de consommation.`}
      {perimetre ? ` Périmètre : ${perimetre}.` : ""}
    </p>
  );
}

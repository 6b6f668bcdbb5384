import { sayTardifs } from "#droit/regles/attribution/trimestre-publie.ts";
import { sayCauses, sayInconnus, sayTrancher } from "#droit/regles/dire-causes.ts";
import { sayDoute, sayIndecis } from "#droit/regles/dire-verdict.ts";
import { sayDeductions, sayEtat, sayHorsTerritoire } from "#droit/regles/patrimoine/dire-localisation.ts";
import { sayParts } from "#engagements/regles/convention/dire-parts.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Pli, Verdict } from "#socle/pages/design/gabarit.tsx";
import { TauxOuManque } from "#socle/pages/design/manque.tsx";
import { Message, TagVerdict } from "#socle/pages/design/parts.tsx";
import {
  capitalize,
  formatBornes,
  formatCompte,
  formatConnu,
  formatFraction,
  formatNombre,
  formatRealise,
  formatTauxCourt,
  joinFrench,
} from "#socle/regles/shared/format.ts";
import type { Bilan, Cible as CibleConstat, Constat } from "../lectures/bilan.ts";
import { sayReponse } from "../regles/dire-reponse.ts";
import { RegleConstat } from "./design/regle-constat.tsx";
import { findMethode, MethodePliee } from "./methode.tsx";
import { hrefBilan, questionOf } from "./questions.ts";

const REGLE_BORNES = "bornes.non-localisees";

export function Chiffres({ bilan, rattacher }: { bilan: Bilan; rattacher: boolean }) {
  return (
    <div class="chiffres">
      <ChiffreConstat titre="Hors quartier prioritaire" bilan={bilan} constat={bilan.horsQpv}>
        {formatFraction(bilan.horsQpv.realise, bilan.horsQpv.assiette)}, au 1<sup>er</sup> quartile ou relogés
        {bilan.horsQpv.reloges > 0
          ? ` (dont ${formatCompte(bilan.horsQpv.reloges, "relogé")} d’un autre quartile)`
          : ""}
      </ChiffreConstat>
      <ChiffreConstat titre="En quartier prioritaire" bilan={bilan} constat={bilan.qpv}>
        {formatFraction(bilan.qpv.realise, bilan.qpv.assiette)}, quartiles 2 à 4
        {bilan.qpv.propositions ? (
          <>
            <br />
            <span class="discret">{bilan.qpv.propositions.phrase}</span>
          </>
        ) : null}
      </ChiffreConstat>
      <NonLocalisees bilan={bilan} rattacher={rattacher} />
    </div>
  );
}

/** Leases of which the side is not known, and why. */
export function NonLocalisees({ bilan, rattacher }: { bilan: Bilan; rattacher: boolean }) {
  return (
    <div>
      <h2>Localisation inconnue</h2>
      <strong>{bilan.nonLocalisees.total}</strong>
      <p>{bilan.nonLocalisees.total < 2 ? "attribution non localisée" : "attributions non localisées"}</p>
      <p class="discret">
        sur {formatCompte(bilan.total, "attribution")}, hors des deux calculs
        {bilan.sansRessources !== 0 ? ` ; ${formatConnu(bilan.sansRessources)} sans ressources connues` : ""}
        {bilan.ressourcesNulles !== 0 ? ` ; ${formatConnu(bilan.ressourcesNulles)} à 0 €` : ""}
      </p>
      <Precision texte={sayDeductions(bilan)} />
      <Precision texte={bilan.rejetees?.phrase ?? null} />
      <Precision texte={sayTardifs(bilan.tardifs ?? [])} />
      <HorsTerritoire bilan={bilan} rattacher={rattacher} />
      <MethodePliee methode={findMethode(bilan, REGLE_BORNES)} />
    </div>
  );
}

/** Leases of communes outside, which no count holds. */
export function HorsTerritoire({ bilan, rattacher }: { bilan: Bilan; rattacher: boolean }) {
  const phrase = sayHorsTerritoire(bilan.horsTerritoire);
  if (phrase === null) return null;
  return (
    <p class="discret">
      {capitalize(phrase)}{" "}
      {rattacher ? (
        <a href={hrefTerritoire(bilan.territoire, "donnees/hors-territoire")}>Voir ces communes, ou en compter une</a>
      ) : null}
    </p>
  );
}

const QUESTIONS = {
  horsQpv: "Hors quartier prioritaire : 1er quartile ou relogés",
  qpv: "En quartier prioritaire : quartiles 2 à 4",
} as const;

/** An objective that is judged: the answer, the share on its rule, how it is counted behind it. */
export function VerdictConstat({ bilan, objet }: { bilan: Bilan; objet: keyof typeof QUESTIONS }) {
  const constat = bilan[objet];
  const { cible, bornes, petitEffectif } = constat;
  return (
    <Verdict
      id={objet === "qpv" ? "en-qpv" : "hors-qpv"}
      question={QUESTIONS[objet]}
      phrase={sayReponse(constat)}
      valeur={<TauxOuManque mesure={constat} />}
      base={petitEffectif ? "moins de 20 attributions" : formatRealise(constat)}
    >
      <RegleConstat constat={constat} grande />
      <p class="etiquettes">
        {cible && cible.verdict !== "sans-objet" ? <TagVerdict constat={cible} de="Voté" /> : null}
        <TagVerdict constat={constat} de="Loi" />
      </p>
      <Pli de={QUESTIONS[objet]} methode={hrefBilan(bilan.territoire, questionOf(bilan), "methode")}>
        <p>
          {capitalize(describePlancher(constat))}.{sayReloges(bilan, objet)}
          {bornes && bornes[0] !== bornes[1]
            ? ` Selon ce qu’on ignore (${sayCauses(constat.inconnus)}) : ${formatBornes(bornes)}.`
            : ""}
        </p>
        {cible ? <p>{capitalize(describeCible(cible))}.</p> : null}
        <Precision texte={sayEtat(constat)} />
        {objet === "qpv" ? <Precision texte={bilan.qpv.propositions?.phrase ?? null} /> : null}
      </Pli>
    </Verdict>
  );
}

function sayReloges({ horsQpv: { reloges } }: Bilan, objet: keyof typeof QUESTIONS): string {
  if (objet === "qpv" || reloges === 0) return "";
  return ` Dont ${formatCompte(reloges, "relogé")} d’un autre quartile.`;
}

/** The unknown in a line, and where it is told whole. */
export function LigneInconnues({ bilan, localiser }: { bilan: Bilan; localiser: boolean }) {
  const { horsQpv, nonLocalisees } = bilan;
  if (sayInconnus(horsQpv.inconnus) === null && !horsQpv.incomplet && nonLocalisees.total === 0) return null;
  const [nombre, suite] = tellIncertaines(bilan);
  return (
    <p>
      <span class="hachure">{nombre}</span> <b>{suite}.</b> {explainBornes(horsQpv)}{" "}
      {localiser && nonLocalisees.total > 0 && !bilan.surComptes ? (
        <>
          <a href={hrefTerritoire(bilan.territoire, "donnees/localiser")}>Localiser les attributions</a>{" "}
        </>
      ) : null}
      <a href={hrefBilan(bilan.territoire, questionOf(bilan), "inconnues")}>Tout ce qu’on ignore</a>
    </p>
  );
}

/** The unlocated when the side alone is missing; else every unknown leases of the first test, each by what it lacks. */
function tellIncertaines({ horsQpv: { inconnus }, nonLocalisees, total }: Bilan): readonly [number, string] {
  if (inconnus.total > inconnus.situation || inconnus.total > nonLocalisees.total) {
    const many = inconnus.total < 2 ? "attribution incertaine" : "attributions incertaines";
    return [inconnus.total, `${many} hors quartier prioritaire : ${sayCauses(inconnus)}`];
  }
  const [many, suite] =
    nonLocalisees.total < 2 ? ["attribution", "n’est pas localisée"] : ["attributions", "ne sont pas localisées"];
  return [nonLocalisees.total, `${many} sur ${total} ${suite}`];
}

export function BauxDeBlaise({ bilan: { relogements, territoire } }: { bilan: Bilan }) {
  if (!relogements?.phrase) return null;
  const { possibles, possiblesCommission, possiblesRegistre } = relogements;
  if (possibles + possiblesCommission + possiblesRegistre === 0) return <p class="discret">{relogements.phrase}</p>;
  return (
    <Message ton="neutre">
      <p>
        {relogements.phrase} <a href={hrefTerritoire(territoire, "bilan/paires")}>Départager ces baux</a>
      </p>
    </Message>
  );
}

/** Leases that no published file has yet, by bailleur when there are several, and the way to see each. */
export function Provisoires({ bilan: { provisoires, territoire, annee, bailleurs } }: { bilan: Bilan }) {
  if (!provisoires) return null;
  const nomOf = (siren: string) => bailleurs.find((one) => one.siren === siren)?.nom ?? siren;
  const parts = provisoires.bailleurs.map(({ siren, baux }) => `${nomOf(siren)} ${formatNombre(baux)}`);
  return (
    <Message ton="neutre" titre="Compte provisoire">
      <p>
        {provisoires.phrase} {parts.length > 1 ? `${joinFrench(parts)}. ` : null}
        <a href={hrefTerritoire(territoire, "bilan/recoupement", { annee })}>Voir ces baux</a>
      </p>
    </Message>
  );
}

function Precision({ texte }: { texte: string | null }) {
  return texte === null ? null : <p class="discret">{capitalize(texte)}</p>;
}

type ChiffreProps = { titre: string; bilan: Bilan; constat: Constat; children: unknown };

function ChiffreConstat({ titre, bilan, constat, children }: ChiffreProps) {
  return (
    <div>
      <h2>{titre}</h2>
      <strong>
        <TauxOuManque mesure={constat} />
      </strong>
      <p>{children}</p>
      <p>
        <TagVerdict constat={constat} /> <span class="discret">{describePlancher(constat)}</span>
      </p>
      <Cible constat={constat} />
      {constat.bornes && constat.bornes[0] !== constat.bornes[1] ? (
        <p class="discret">
          Selon ce qu’on ignore ({sayCauses(constat.inconnus)}) : {formatBornes(constat.bornes)}
        </p>
      ) : null}
      <Precision texte={sayEtat(constat)} />
      {constat.petitEffectif && constat.assiette > 0 ? <p class="discret">Moins de 20 attributions</p> : null}
      <MethodePliee methode={findMethode(bilan, constat.regle)} />
    </div>
  );
}

function describePlancher(constat: Constat): string {
  const plancher = `plancher ${formatTauxCourt(constat.plancher)}, soit ${constat.attendu}`;
  return constat.plancherRetrospectif ? `${plancher} (comparaison : le texte n’était pas en vigueur)` : plancher;
}

function Cible({ constat }: { constat: Constat }) {
  const { cible } = constat;
  if (!cible) return null;
  return (
    <p>
      <TagVerdict constat={cible} /> <span class="discret">{describeCible(cible)}</span>
    </p>
  );
}

function describeCible(cible: CibleConstat): string {
  const doute = sayIndecis(cible);
  const valeur = cible.taux === null ? `${cible.nombre ?? cible.attendu} attributions` : formatTauxCourt(cible.taux);
  const dit =
    sayParts(cible.parts) ??
    `convention : ${valeur}, soit ${cible.attendu} (${cible.acte})${doute === null ? "" : `, ${doute}`}`;
  return cible.calcul ? `${dit} ${cible.calcul}` : dit;
}

export function AvertissementInconnus({ bilan, localiser }: { bilan: Bilan; localiser: boolean }) {
  const { horsQpv, nonLocalisees } = bilan;
  const inconnus = sayInconnus(horsQpv.inconnus);
  if (inconnus === null && !horsQpv.incomplet) return null;
  const autre = bilan.extractions.some(({ objet }) => objet === "hors-qpv");
  return (
    <Message ton={horsQpv.verdict === "indecidable" ? "neutre" : "alerte"}>
      <p>
        Hors quartier prioritaire, <b>{inconnus ?? "rien n’est inconnu de ce que le tableau compte"}.</b>{" "}
        {autre ? "D’après les fichiers publiés ici : " : ""}
        {autre ? decapitalize(explainBornes(horsQpv)) : explainBornes(horsQpv)}{" "}
        {localiser && nonLocalisees.total > 0 && !bilan.surComptes ? (
          <a href={hrefTerritoire(bilan.territoire, "donnees/localiser")}>Localiser les attributions</a>
        ) : null}
      </p>
      {horsQpv.inconnus.relogement > (bilan.relogements?.possibles ?? 0) ? <p>{RELOGEMENT_ABSENT}</p> : null}
    </Message>
  );
}

function decapitalize(phrase: string): string {
  return phrase.charAt(0).toLowerCase() + phrase.slice(1);
}

/** About cells left empty in the file only: possible doubles are settled on their own page. */
const RELOGEMENT_ABSENT =
  "Une case « relogement » vide ne veut pas dire « non » : tant que le fichier ne le dit pas, ces ménages peuvent compter ou non. Déposez une extraction qui porte cette colonne, remplie.";

function explainBornes(constat: Constat): string {
  const plancher = formatTauxCourt(constat.plancher);
  if (!constat.bornes || constat.verdict === "sans-objet") return "";
  if (constat.verdict === "en-cours") return `À ce jour, le taux est compris ${formatBornes(constat.bornes)}.`;
  if (constat.verdict === "non-atteint")
    return `Même dans le cas le plus favorable, le plancher de ${plancher} n’est pas atteint.`;
  if (constat.verdict === "atteint")
    return `Même dans le cas le moins favorable, le plancher de ${plancher} est atteint.`;
  const doute = sayDoute(constat);
  if (doute !== null) return `${capitalize(doute)}.`;
  const trancher = constat.suffit ? ` ; ${sayTrancher(constat.suffit, constat.inconnus)}` : "";
  return `Selon ce qu’elles sont, le taux est compris ${formatBornes(constat.bornes)} : on ne peut pas dire si le plancher de ${plancher} est atteint${trancher}.`;
}

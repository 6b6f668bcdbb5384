import { verbTrancher } from "#droit/regles/dire-causes.ts";
import { sayParts } from "#engagements/regles/convention/dire-parts.ts";
import {
  APPRECIATION_COLLECTIVE,
  formatObjectif,
  formatReste,
  PLANCHER_ENSEMBLE,
  splitChances,
} from "#engagements/regles/convention/format-objectif.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Pli, Regle, Verdict } from "#socle/pages/design/gabarit.tsx";
import { TauxOuManque } from "#socle/pages/design/manque.tsx";
import { Message, Phrases, Tag } from "#socle/pages/design/parts.tsx";
import {
  capitalize,
  formatBornes,
  formatJour,
  formatNombre,
  formatRealise,
  formatTauxCourt,
} from "#socle/regles/shared/format.ts";
import { LEGENDE_EVENTAIL } from "../../images/eventail-legende.ts";
import type { BlocEffort, Effort, LigneEffort, PlancherLegal, Projection } from "../../lectures/effort/effort.ts";
import { DessinEventail } from "./eventail-figure.tsx";
import { TablePorteurs } from "./porteur-table.tsx";
import { hrefObjectifs, PARTIES_OBJECTIFS, questionOf } from "./questions.ts";

type Props = { readonly cadre: Cadre; readonly effort: Effort; readonly bloc: BlocEffort };

/** One objective: shall we reach it, what may come, who must sign how many. */
export function SectionBloc({ cadre, effort, bloc }: Props) {
  const { lignes, plancher } = bloc;
  const seule = seuleOf(bloc);
  return (
    <>
      <Reponse effort={effort} bloc={bloc} ligne={seule} />
      {seule ? <Localiser cadre={cadre} effort={effort} ligne={seule} /> : null}
      {plancher?.alerte ? (
        <Message ton="alerte">
          <p>{plancher.alerte}</p>
        </Message>
      ) : null}
      {seule && !effort.acheve ? <Eventail ligne={seule} bloc={bloc} /> : null}
      {lignes.length > 0 ? <TablePorteurs effort={effort} bloc={bloc} /> : null}
      <Collective bloc={bloc} />
    </>
  );
}

/** The territory as a whole, or the one bearer that is read. */
function seuleOf({ ensemble, lignes }: BlocEffort): LigneEffort | null {
  return ensemble ?? (lignes.length === 1 ? (lignes[0] ?? null) : null);
}

type ReponseProps = { readonly effort: Effort; readonly bloc: BlocEffort; readonly ligne: LigneEffort | null };

function Reponse({ effort, bloc, ligne }: ReponseProps) {
  const [premiere, ...suite] = bloc.reponse;
  const cible = effort.acheve ? null : (ligne?.cible ?? null);
  return (
    <Verdict
      id={bloc.objet}
      question={bloc.titre}
      sceau={ligne?.lecture.verdict ?? null}
      phrase={cible ? cible.phrase : premiere}
      etiquettes={cible ? <Chances phrase={cible.phraseProbabilite} /> : null}
      valeur={ligne ? <TauxOuManque mesure={ligne.lecture} /> : null}
      base={ligne ? formatRealise(ligne.lecture) : null}
    >
      {ligne ? <RegleLigne bloc={bloc} ligne={ligne} /> : null}
      {cible ? <AussiPlancher projection={ligne?.plancher ?? null} /> : <Phrases phrases={suite} classe="suite" />}
      <Calcul effort={effort} bloc={bloc} ligne={ligne} />
    </Verdict>
  );
}

function Chances({ phrase }: { phrase: string }) {
  const [chance, bornes] = splitChances(phrase);
  return (
    <>
      <Tag ton="neutre">{capitalize(chance)}</Tag>
      {bornes === null ? null : <small>{bornes}</small>}
    </>
  );
}

function AussiPlancher({ projection }: { projection: Projection | null }) {
  if (projection === null) return null;
  const { phrase, phraseProbabilite } = projection;
  return (
    <p class="suite">
      Le plancher légal est une autre question : {phrase.charAt(0).toLowerCase() + phrase.slice(1)} Chances d’y arriver
      : {phraseProbabilite}.
    </p>
  );
}

function Calcul({ effort, bloc, ligne }: ReponseProps) {
  const question = questionOf(effort);
  return (
    <Pli de={bloc.titre} methode={hrefObjectifs(effort.territoire, question, { partie: "methode" })}>
      {ligne ? <p>{ligne.lecture.phrases.inconnues}</p> : null}
      <p>
        <a href={hrefObjectifs(effort.territoire, question, { partie: "lectures", objet: bloc.objet })}>
          {PARTIES_OBJECTIFS.lectures}
        </a>
      </p>
    </Pli>
  );
}

function RegleLigne({ bloc, ligne: { lecture, plancher, parts, ecrit } }: { bloc: BlocEffort; ligne: LigneEffort }) {
  if (lecture.taux === null) return null;
  return (
    <Regle
      nom={`${formatRealise(lecture)}${lecture.bornes ? `, bornes : ${formatBornes(lecture.bornes)}` : ""}`}
      part={lecture.taux}
      bornes={lecture.bornes}
      loi={plancher ? (bloc.plancher?.taux ?? null) : null}
      vote={parts ? null : (ecrit?.taux ?? null)}
      flou={lecture.petitEffectif}
      grande
    />
  );
}

/** The same objective: the whole answer in words, and its three figures. */
export function ReponseEntiere({ effort, bloc }: Omit<Props, "cadre">) {
  return (
    <>
      <h2>{bloc.titre}</h2>
      <Phrases phrases={bloc.reponse} />
      <Chiffres bloc={bloc} ligne={seuleOf(bloc)} acheve={effort.acheve} />
    </>
  );
}

/** Links to the repair of unknown facts, for who may repair them. */
function Localiser({ cadre, effort, ligne }: { cadre: Cadre; effort: Effort; ligne: LigneEffort }) {
  const { inconnus, trancher } = ligne.lecture;
  if (!cadre.droits.localiser || !inconnus.causes?.situation) return null;
  return (
    <p>
      <span class="hachure">{inconnus.causes.situation}</span> non localisées.{" "}
      <a href={hrefTerritoire(effort.territoire, "donnees/localiser")}>
        {trancher && verbTrancher(inconnus.causes) === "localiser"
          ? "Localiser de quoi trancher"
          : "Localiser les attributions"}
      </a>
    </p>
  );
}

type ChiffresProps = { readonly bloc: BlocEffort; readonly ligne: LigneEffort | null; readonly acheve: boolean };

/** Count, target and floor are three separate figures. */
function Chiffres({ bloc, ligne, acheve }: ChiffresProps) {
  if (!ligne && !bloc.plancher) return null;
  return (
    <div class="chiffres">
      {ligne ? <Compte ligne={ligne} /> : null}
      {ligne?.ecrit ? <Cible ligne={ligne} ecrit={ligne.ecrit} acheve={acheve} /> : null}
      {bloc.plancher ? <Plancher plancher={bloc.plancher} ligne={ligne} acheve={acheve} /> : null}
    </div>
  );
}

type CibleProps = {
  readonly ligne: LigneEffort;
  readonly ecrit: NonNullable<LigneEffort["ecrit"]>;
  readonly acheve: boolean;
};

function Cible({ ligne, ecrit, acheve }: CibleProps) {
  const written = formatObjectif(ecrit);
  const partage = sayParts(ligne.parts);
  return (
    <div>
      <h3>Objectif de la convention</h3>
      <strong>{ecrit.nombre === null ? written : formatNombre(ecrit.nombre)}</strong>
      {ecrit.nombre === null ? null : <p>{written}</p>}
      {ligne.cible ? <Reste ligne={ligne} projection={ligne.cible} acheve={acheve} /> : null}
      <p class="discret">{partage ?? [ecrit.acte, ecrit.calcul].filter(Boolean).join(". ")}</p>
    </div>
  );
}

type PlancherProps = {
  readonly plancher: PlancherLegal;
  readonly ligne: LigneEffort | null;
  readonly acheve: boolean;
};

function Plancher({ plancher, ligne, acheve }: PlancherProps) {
  return (
    <div>
      <h3>Plancher légal</h3>
      <strong>{formatTauxCourt(plancher.taux)}</strong>
      {ligne?.plancher ? <Reste ligne={ligne} projection={ligne.plancher} acheve={acheve} /> : null}
      {ligne && !ligne.plancher ? <p>{PLANCHER_ENSEMBLE}</p> : null}
      <SourcePlancher plancher={plancher} />
    </div>
  );
}

function Compte({ ligne: { lecture } }: { ligne: LigneEffort }) {
  return (
    <div>
      <h3>Compté à ce jour</h3>
      <strong>
        <TauxOuManque mesure={lecture} />
      </strong>
      <p>{formatRealise(lecture)}</p>
      {lecture.bornes && lecture.bornes[0] !== lecture.bornes[1] ? (
        <p class="discret">Selon l’inconnu : {formatBornes(lecture.bornes)}</p>
      ) : null}
    </div>
  );
}

/** A short form: the sentences above tell it in full. */
function Reste({ ligne, projection, acheve }: { ligne: LigneEffort; projection: Projection; acheve: boolean }) {
  const { besoin, issue, phrase } = projection;
  return <p>{acheve ? phrase : formatReste({ besoin, acquis: issue === "acquis" }, ligne.attente.total)}</p>;
}

function SourcePlancher({ plancher }: { plancher: PlancherLegal }) {
  return (
    <p class="discret">
      {plancher.source}, depuis le {formatJour(plancher.depuis)}.{" "}
      {plancher.adaptable ? "Un taux local pouvait s’y substituer. " : ""}
      {plancher.confiance === "B" ? <Tag ton="alerte">à confirmer</Tag> : null}
    </p>
  );
}

function Collective({ bloc }: { bloc: BlocEffort }) {
  if (!bloc.lignes.some(({ appreciationCollective }) => appreciationCollective === true)) return null;
  return (
    <Message ton="neutre">
      <p>{APPRECIATION_COLLECTIVE}</p>
    </Message>
  );
}

/** No target in a year that an avenant splits: no rate holds throughout. */
function Eventail({ ligne, bloc }: { ligne: LigneEffort; bloc: BlocEffort }) {
  return (
    <DessinEventail
      points={ligne.eventail}
      cible={ligne.parts ? null : (ligne.ecrit?.taux ?? null)}
      plancher={ligne.plancher ? (bloc.plancher?.taux ?? null) : null}
      titre={`${bloc.titre} : part cumulée depuis janvier, ${ligne.nom}`}
      legende={LEGENDE_EVENTAIL}
    />
  );
}

/** The plan of an act that is no draw of seats: who brings chance, and what it follows from. */

import { isBeacon, readBeacon } from "./beacon.js";
import { areContributors, formOf, readContributors } from "./contributions.js";
import { hashOf } from "../../primitives/lines.js";
import { exactly, isFlag } from "../../reading/shapes.js";

/** What every plan says, besides its act, its stage and its inputs. */
export const HEAD = {
  spec: exactly("tirage/2"),
  rehearsal: isFlag,
  contributors: areContributors,
  beacon: isBeacon,
};

/** The plan of a document in its form, of these bytes; Malformed for contributors in another order. */
export const actPlan = (plan, data, act, file) => ({
  ...plan,
  act,
  contributors: readContributors(plan.contributors),
  form: formOf(plan.contributors),
  beacon: readBeacon(plan.beacon),
  inputs: Object.fromEntries(plan.inputs),
  digest: hashOf(data),
  file,
});

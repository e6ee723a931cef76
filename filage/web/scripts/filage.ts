// What the pages do beyond links and forms: open a why, a search, a menu; fold a group; let a notice go.
import { followGrid } from "../grid";
import { followAnchors } from "./anchors";
import { followCopies } from "./copy";
import { followDrawers } from "./drawers";
import { followEnter } from "./enter";
import { followGroups } from "./groups";
import { followMenus } from "./menus";
import { followNotices } from "./notices";
import { followSeason } from "./season";
import { followSearch } from "./search";
import { followTour } from "./tour";
import { followUndo } from "./undo";
import { followWhys } from "./whys";

followWhys();
followSearch();
followMenus();
followEnter();
followGroups();
followGrid();
followNotices();
followDrawers();
followUndo();
followTour();
followSeason();
followAnchors();
followCopies();

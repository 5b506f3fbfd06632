/** Verbs with which a second call begins ("… and push it"). Nouns that are verbs as well ("list", "set") are in: the engine decides. */
export const IMPERATIVES = new Set(
  (
    'add allow append apply approve archive assign attach ask authorize back bake block bounce boot branch bring build bump cancel capture change check checkout cherry-pick chmod chown clean clear clone close ' +
    'comment commit compress configure connect convert copy cordon count create cut deallocate decode decompress delete deliver deploy describe detach disable discard dispatch display download draft drain drop dump edit email ' +
    'empty enable encode encrypt exec execute expand export expose extract feed fetch filter find finalize fire flush follow force fork format generate get give go grab grant grep gzip hand hang hook hop import ' +
    'include index init initialize insert inspect install invalidate invite invoke join keep kick kill label launch lend let link list load lock log login look mail make map mark merge message migrate mirror mount move ' +
    'mute name notify open pack patch pack pause pay peel pick ping pipe pin point poll post print prune publish pull purge push put raise read reboot rebase rebuild recreate redeploy reduce refresh refund register release ' +
    'reload remove rename render reopen replace report rerun reset resize resolve restart restore resume retag retry return revert say scp revoke rewind roll rotate run save scale schedule scan send set share show shrink ' +
    'shut snapshot sort split spin squash stage star start stash stop store stream strip submit subscribe swap switch sync tag tail take taint tar tear tell terminate test touch trigger turn uncordon undo ' +
    'uninstall unlock unmount unpack unpin unstar untar unzip update upgrade upload use validate verify view wait warm watch wipe write zip'
  ).split(' '),
);

// gitlab-ci-local wants Node 22; all that Node 20 lacks for it is this.
Set.prototype.union ??= function (other) {
  return new Set([...this, ...other]);
};
